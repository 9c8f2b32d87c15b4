package network.lumora.agent.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.policy.Relaying;
import network.lumora.agent.relay.RelayDesk;
import network.lumora.agent.relay.RelayParts;
import network.lumora.agent.relay.WayOut;
import network.lumora.agent.service.HostRulebook;
import network.lumora.agent.service.World;
import network.lumora.agent.work.Replies;
import network.lumora.proof.grant.Canary;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.message.ToAgent.OpenRelay;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.ToCoordinator.RelayEnd;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.relay.RelaySubject;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay between two members over real sockets, whose end the agent decides. */
class RelayEndsTest {
  private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
  private static final Duration LIFE = Duration.ofHours(6);
  private static final int FRAME_BYTES = 16_000;

  @TempDir Path folder;
  private final IdentityKey coordinator = IdentityKey.generate();
  private final IdentityKey agent = IdentityKey.generate();
  private final IdentityKey caller = IdentityKey.generate();
  private final IdentityKey callee = IdentityKey.generate();
  private final AtomicLong nanos = new AtomicLong();
  private final BlockingQueue<RelayEnd> noted = new LinkedBlockingQueue<>();
  private final BlockingQueue<ToCoordinator> told = new LinkedBlockingQueue<>();
  private Journal journal;
  private RelayPort port;
  private RelayDesk desk;

  @BeforeEach
  void open() throws IOException {
    InstantSource clock = () -> START;
    journal = Journal.open(folder);
    var allowance =
        new Allowance(
            journal.settings(), journal.usage(), clock, System::nanoTime, ZoneOffset.UTC, 4);
    allowance.surroundings(around -> around.withConsent(true));
    allowance.follow(allowance.settings().with(new Relaying(true, false)));
    var rules =
        HostRulebook.open(
            folder,
            journal,
            new World(clock, System::nanoTime, ZoneOffset.UTC, () -> 0L),
            now -> now.truncatedTo(ChronoUnit.DAYS),
            4);
    var parts =
        new RelayParts(
            agent,
            allowance,
            rules,
            (_, why, _) -> noted.add(why),
            () -> "0".repeat(32),
            clock,
            nanos::get);
    port = new RelayPort(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    desk =
        new RelayDesk(
            parts,
            Optional.of(new RelayDesk.RelayPlace("127.0.0.1", port.port())),
            Duration.ofSeconds(50));
    WayOut nowhere = _ -> new WayOut.Unknown();
    port.serve(desk, nowhere);
    desk.welcomed(
        new Replies() {
          @Override
          public void send(ToCoordinator message) {
            told.add(message);
          }

          @Override
          public void changed() {}
        });
  }

  @AfterEach
  void close() throws IOException {
    desk.close();
    port.close();
    journal.close();
  }

  private Grant grant(long maxBytes) {
    return new Grant(
        "7".repeat(32),
        coordinator.publicKey(),
        agent.publicKey(),
        caller.publicKey(),
        caller.publicKey(),
        TrafficKind.RELAY,
        RelaySubject.of(caller.publicKey(), callee.publicKey()),
        new Bytes(maxBytes),
        new Bytes(Grant.MAX_WINDOW_BYTES),
        "1".repeat(32),
        new Canary(false, "2".repeat(32)).commitment(),
        START,
        START.plus(LIFE));
  }

  private Grant open(long maxBytes) throws Exception {
    var grant = grant(maxBytes);
    var signed = new StatementCodec().sign(grant, coordinator);
    var answer =
        desk.asked(new OpenRelay(signed, callee.publicKey(), null), coordinator.publicKey());
    assertThat(answer).isEqualTo(new ToCoordinator.RelayReady(grant.grantId()));
    return grant;
  }

  private void after(Duration time) {
    nanos.addAndGet(time.toNanos());
    desk.tick();
  }

  private static void assertTold(RawParty party, String code, String words) throws IOException {
    var problem = party.hearPastFrames();
    assertThat(problem.kind()).isEqualTo(RawParty.PROBLEM);
    assertThat(problem.text()).contains(code).contains(words);
    assertThat(party.hear().kind()).isEqualTo(RawParty.END);
  }

  private void assertEnded(Grant grant, RelayEnd why) throws InterruptedException {
    assertThat(noted.poll(30, TimeUnit.SECONDS)).isEqualTo(why);
    assertThat(told).contains(new ToCoordinator.RelayClosed(grant.grantId(), why));
  }

  @Test
  void aRelayEndsWithItsTimeAndBothPartiesHearWhy() throws Exception {
    var grant = open(64L << 30);
    try (var payer = new RawParty(port.port(), caller);
        var other = new RawParty(port.port(), callee)) {
      other.join(grant);
      payer.join(grant);
      carry(payer, other);

      for (var left = LIFE; left.isPositive(); left = left.minusMinutes(9)) {
        carry(payer, other);
        after(Duration.ofMinutes(9));
      }

      assertTold(payer, "EXPIRED", "the time of the grant is over");
      assertTold(other, "EXPIRED", "the time of the grant is over");
      assertEnded(grant, RelayEnd.USED_UP);
    }
  }

  private static void carry(RawParty from, RawParty to) throws IOException {
    from.say(RawParty.FRAME, new byte[100]);
    assertThat(to.hear().kind()).isEqualTo(RawParty.FRAME);
  }

  @Test
  void aRelayEndsWithItsBytesAndBothPartiesHearWhy() throws Exception {
    var grant = open(3 * Grant.MAX_WINDOW_BYTES);
    try (var payer = new RawParty(port.port(), caller);
        var other = new RawParty(port.port(), callee)) {
      other.join(grant);
      payer.join(grant);
      for (int i = 0; (long) i * FRAME_BYTES < Grant.MAX_WINDOW_BYTES; i++) {
        payer.say(RawParty.FRAME, new byte[FRAME_BYTES]);
        assertThat(other.hear().kind()).isEqualTo(RawParty.FRAME);
      }

      after(Duration.ZERO);
      after(Duration.ofSeconds(2));

      assertTold(other, "OVER_LIMIT", "the bytes of the grant are used up");
      assertTold(payer, "OVER_LIMIT", "the bytes of the grant are used up");
      assertEnded(grant, RelayEnd.USED_UP);
    }
  }

  @Test
  void aRelayInWhichNothingMovesEnds() throws Exception {
    var grant = open(64L << 30);
    try (var payer = new RawParty(port.port(), caller);
        var other = new RawParty(port.port(), callee)) {
      other.join(grant);
      payer.join(grant);
      carry(payer, other);
      after(Duration.ZERO);

      after(Duration.ofMinutes(10));

      assertTold(payer, "EXPIRED", "nothing moved for 10 minutes");
      assertTold(other, "EXPIRED", "nothing moved for 10 minutes");
      assertEnded(grant, RelayEnd.IDLE);
    }
  }

  @Test
  void aRelayForWhichNobodyComesEndsWithoutARow() throws Exception {
    var grant = open(64L << 30);

    after(Duration.ofSeconds(30));

    var closed = new ToCoordinator.RelayClosed(grant.grantId(), RelayEnd.NOBODY_CAME);
    for (int i = 0; i < 50_000 && !told.contains(closed); i++) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(told).contains(closed);
    assertThat(noted).isEmpty();
  }

  @Test
  void whoAnswersAnotherGreetingIsNotLetIn() throws Exception {
    var grant = open(64L << 30);
    try (var stranger = new RawParty(port.port(), IdentityKey.generate())) {
      stranger.join(grant);

      assertTold(stranger, "NOT_FOUND", "not for this party");
    }
  }

  @Test
  void aPayerThatSignsForNothingIsToldWhenItGoesTooFar() throws Exception {
    var grant = open(64L << 30);
    try (var payer = new RawParty(port.port(), caller);
        var other = new RawParty(port.port(), callee)) {
      other.join(grant);
      payer.join(grant);
      for (int i = 0; (long) i * FRAME_BYTES <= 2 * Grant.MAX_WINDOW_BYTES; i++) {
        payer.say(RawParty.FRAME, new byte[FRAME_BYTES]);
      }

      assertTold(other, "OVER_LIMIT", "more came than the payer has signed for");
      assertTold(payer, "OVER_LIMIT", "more came than the payer has signed for");
      assertEnded(grant, RelayEnd.BROKEN);
    }
  }
}
