package network.lumora.coordinator.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.program.FakeConsumer;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.registry.Line;
import network.lumora.coordinator.settle.LogFeed;
import network.lumora.coordinator.settle.PublicLog;
import network.lumora.coordinator.settle.SessionFeed;
import network.lumora.coordinator.settle.WindowDesk;
import network.lumora.coordinator.site.LoopbackDns;
import network.lumora.coordinator.site.TextRecords;
import network.lumora.coordinator.store.SqliteBooks;
import network.lumora.ledger.sqlite.SqliteLog;
import network.lumora.proof.fraud.Lines;
import network.lumora.proof.grant.SignedGrant;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.destination.Evidence;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ControlMethod;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.OpenedDestination;
import network.lumora.protocol.message.RelayInvitation;
import network.lumora.protocol.message.RelayPlace;
import network.lumora.protocol.message.RelayRequest;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator.RelayAt;
import network.lumora.protocol.relay.RelaySubject;
import network.lumora.protocol.seal.SealKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A book on the disk, a DNS server on loopback, and agents that answer as they are told. */
class RelayDeskTest {
  private static final String HOST = "shop.example";
  private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");

  @TempDir Path data;
  private final IdentityKey coordinator = IdentityKey.generate();
  private final PublicKey consumer = IdentityKey.generate().publicKey();
  private final Agents agents = new Agents("0.1.0", AssignTerms.DEFAULT.pool());
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicLong nanos = new AtomicLong();
  private final List<PublicKey> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger looks = new AtomicInteger();
  private final LoopbackDns dns = new LoopbackDns();
  private SqliteBooks books;
  private PublicLog log;
  private DestinationDesk destinations;
  private RelayDesk desk;

  RelayDeskTest() throws IOException {}

  @BeforeEach
  void open() throws IOException {
    books = SqliteBooks.open(data.resolve("book.db"));
    log = new PublicLog(() -> SqliteLog.open(data.resolve("log.db"), coordinator));
    Supplier<String> ids = FakeConsumer::newId;
    var records = new TextRecords(dns.url());
    SiteLook look =
        token -> {
          try {
            var texts = new Evidence.TxtRecords(records.of(token.dnsName()));
            return List.of(new Sight.Answered(texts));
          } catch (IOException e) {
            return List.of(new Sight.Unseen(ControlMethod.DNS_TXT, String.valueOf(e.getMessage())));
          } finally {
            looks.incrementAndGet();
          }
        };
    destinations =
        new DestinationDesk(books, look, DestinationTerms.DEFAULT, coordinator, ids, now::get);
    var feed = new LogFeed(books, log, _ -> {}, now::get);
    desk =
        new RelayDesk(
            agents,
            Set.of(),
            RelayTerms.DEFAULT,
            books,
            new WindowDesk(books, _ -> Lines.unknown(), coordinator, new Counts(), now::get),
            new SessionFeed(books, feed, coordinator, now::get),
            destinations,
            coordinator.publicKey(),
            ids,
            new Random(1),
            now::get,
            nanos::get);
  }

  @AfterEach
  void close() throws IOException {
    dns.close();
    log.close();
    books.close();
  }

  /** Answers each question at once. */
  private PublicKey arrive(boolean takes) {
    var agent = IdentityKey.generate().publicKey();
    var greeting =
        new Greeting(
            "0".repeat(32),
            agent,
            agent,
            SealKey.generate().publicKey(),
            "0.1.0",
            List.of(Greeting.RELAY),
            1,
            0,
            List.of());
    agents.arrives(greeting, new Answering(agent, takes), List.of());
    desk.isAt(agent, new RelayAt("", 8484, 4, true));
    return agent;
  }

  private final class Answering implements Line {
    private final PublicKey agent;
    private final boolean takes;

    Answering(PublicKey agent, boolean takes) {
      this.agent = agent;
      this.takes = takes;
    }

    @Override
    public void send(ToAgent message) {
      if (message instanceof ToAgent.OpenRelay ask) {
        asked.add(agent);
        answer(grantId(ask));
      }
    }

    private void answer(String grantId) {
      if (takes) {
        desk.ready(agent, grantId);
      } else {
        desk.declined(agent, grantId);
      }
    }

    @Override
    public String publicAddress() {
      return "203.0.113.7";
    }

    @Override
    public void close(ErrorCode reason, String detail) {}
  }

  private String grantId(ToAgent.OpenRelay ask) {
    try {
      return SignedGrant.read(ask.grant(), coordinator.publicKey()).grant().grantId();
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  private RelayPlace toSite() throws Exception {
    return desk.open(consumer, new RelayRequest(null, HOST, List.of()));
  }

  private void publish() throws Exception {
    var proof = destinations.ask(consumer, HOST);
    dns.publish(proof.dnsName(), proof.line());
    destinations.check(consumer, HOST);
  }

  private void assertRefused(ErrorCode code, String reason, Attempt attempt) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(attempt::go)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .withMessageContaining(reason);
  }

  @FunctionalInterface
  private interface Attempt {
    void go() throws Exception;
  }

  @Test
  void theOwnerOfAnOpenedSiteGetsAGrantForIt() throws Exception {
    var agent = arrive(true);
    publish();

    var place = toSite();

    var grant = SignedGrant.read(place.grant(), coordinator.publicKey()).grant();
    assertThat(grant.provider()).isEqualTo(agent);
    assertThat(grant.payer()).isEqualTo(consumer);
    assertThat(grant.subjectSha256()).isEqualTo(RelaySubject.of(consumer, HOST));
    assertThat(place.agentHost()).isEqualTo("203.0.113.7");
    assertThat(place.agentPort()).isEqualTo(8484);
  }

  @Test
  void aSiteThatNobodyHasOpenedIsRefused() throws Exception {
    arrive(true);

    assertRefused(ErrorCode.NOT_FOUND, "is not opened for you", this::toSite);
    publish();
    var stranger = IdentityKey.generate().publicKey();
    assertRefused(
        ErrorCode.NOT_FOUND,
        "is not opened for you",
        () -> desk.open(stranger, new RelayRequest(null, HOST, List.of())));
    assertThat(asked).isEmpty();
  }

  @Test
  void aSiteWhoseRecordHasVanishedIsRefusedWhenItIsLookedAtAgain() throws Exception {
    arrive(true);
    publish();
    dns.withdraw("_lumora." + HOST);
    assertThat(toSite()).as("it was seen a moment ago").isNotNull();

    now.set(START.plus(Duration.ofHours(1)));

    assertRefused(
        ErrorCode.NOT_FOUND, "none of the 0 TXT records of _lumora." + HOST, this::toSite);
    dns.publish("_lumora." + HOST, "v=spf1");
    assertRefused(ErrorCode.NOT_FOUND, "is not opened for you", this::toSite);
    assertThat(asked).hasSize(1);
  }

  private void after(Duration sinceStart) {
    now.set(START.plus(sinceStart));
  }

  private int looksOfOpening() throws Exception {
    int before = looks.get();
    assertThat(destinations.opened(consumer, HOST)).isNotNull();
    return looks.get() - before;
  }

  @Test
  void aSiteThatCannotBeLookedAtStaysOpenAndIsLookedAtAgainEverMoreSeldom() throws Exception {
    publish();
    dns.isInTrouble(true);

    after(Duration.ofHours(1));
    assertThat(looksOfOpening()).isOne();
    assertThat(looksOfOpening()).as("a moment later").isZero();
    after(Duration.ofHours(1).plusSeconds(15));
    assertThat(looksOfOpening()).isOne();
    after(Duration.ofHours(1).plusSeconds(44));
    assertThat(looksOfOpening()).isZero();
    after(Duration.ofHours(1).plusSeconds(45));
    assertThat(looksOfOpening()).isOne();

    dns.isInTrouble(false);
    after(Duration.ofHours(2));
    assertThat(looksOfOpening()).isOne();
    after(Duration.ofMinutes(179));
    assertThat(looksOfOpening()).as("it was seen an hour ago").isZero();
  }

  @Test
  void aRecordThatVanishedDuringAnOutageClosesTheSiteAfterIt() throws Exception {
    arrive(true);
    publish();
    dns.isInTrouble(true);
    after(Duration.ofHours(1));
    assertThat(toSite()).isNotNull();

    dns.isInTrouble(false);
    dns.withdraw("_lumora." + HOST);
    after(Duration.ofHours(2));

    assertRefused(ErrorCode.NOT_FOUND, "none of the 0 TXT records", this::toSite);
  }

  @Test
  void noOutageKeepsASiteOpenBeyondItsEntrysTime() throws Exception {
    arrive(true);
    publish();
    dns.isInTrouble(true);
    after(OpenedDestination.MAX_TIME.minusMillis(1));
    assertThat(toSite()).isNotNull();

    after(OpenedDestination.MAX_TIME);

    assertRefused(ErrorCode.UNAVAILABLE, "The site was open until 2026-11-29", this::toSite);
    dns.isInTrouble(false);
    assertThat(toSite()).as("its owner need not publish anything new").isNotNull();
  }

  @Test
  void anOwnerIsToldThatALookFailed() throws Exception {
    var proof = destinations.ask(consumer, HOST);
    dns.publish(proof.dnsName(), proof.line());
    dns.isInTrouble(true);
    assertRefused(
        ErrorCode.NOT_FOUND,
        "no proof of control of shop.example was seen: DNS did not answer for _lumora.shop.example."
            + " Publish",
        () -> destinations.check(consumer, HOST));
    dns.isInTrouble(false);
    destinations.check(consumer, HOST);

    dns.isInTrouble(true);

    assertRefused(
        ErrorCode.UNAVAILABLE,
        "The site stays open until 2026-11-29",
        () -> destinations.check(consumer, HOST));
    arrive(true);
    assertThat(toSite()).isNotNull();
  }

  @Test
  void whoDeclinesIsFollowedByTheNextOfAtMostFour() throws Exception {
    for (int i = 0; i < 6; i++) {
      arrive(false);
    }
    publish();

    assertRefused(ErrorCode.UNAVAILABLE, "none of the agents that were asked", this::toSite);
    assertThat(asked).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void nobodyToAskIsSaid() throws Exception {
    publish();

    assertRefused(ErrorCode.UNAVAILABLE, "no agent that carries this is connected", this::toSite);
  }

  @Test
  void thoseToAvoidAndThePartiesThemselvesAreNotAsked() throws Exception {
    var avoided = arrive(true);
    publish();

    assertRefused(
        ErrorCode.UNAVAILABLE,
        "no agent",
        () -> desk.open(consumer, new RelayRequest(null, HOST, List.of(avoided))));
    assertThat(asked).isEmpty();
  }

  @Test
  void aCalleeIsCalledOnlyIfItWaits() throws Exception {
    arrive(true);
    var callee = IdentityKey.generate().publicKey();
    var request = new RelayRequest(callee, null, List.of());
    assertRefused(
        ErrorCode.NOT_FOUND, "the callee is not there", () -> desk.open(consumer, request));

    var waiting = new AtomicReference<Optional<RelayInvitation>>(Optional.empty());
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    waiting.set(desk.await(callee));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    var place = awaitOpened(request);
    thread.join();

    assertThat(waiting.get()).contains(new RelayInvitation(consumer, place));
  }

  /** Until the callee waits. */
  private RelayPlace awaitOpened(RelayRequest request) throws Exception {
    for (int tries = 0; tries < 10_000; tries++) {
      try {
        return desk.open(consumer, request);
      } catch (ProtocolException e) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    throw new AssertionError("the callee never waited");
  }
}
