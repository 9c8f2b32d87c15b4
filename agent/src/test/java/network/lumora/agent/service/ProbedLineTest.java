package network.lumora.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.idle.IdleMeter;
import network.lumora.agent.journal.Journal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody is at these addresses (RFC 5737): whom it would probe is seen by what it asks about. */
class ProbedLineTest {
  private static final InetSocketAddress FIRST = at("192.0.2.1");
  private static final InetSocketAddress SECOND = at("192.0.2.2");

  private final List<InetSocketAddress> tried = new ArrayList<>();
  private long nanos;
  private Journal journal;
  private ProbedLine probed;

  private static InetSocketAddress at(String address) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), 9_000);
  }

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    journal = Journal.open(folder);
    var meter = new IdleMeter(Optional::empty, InstantSource.system(), () -> nanos);
    var allowance =
        new Allowance(
            journal.settings(),
            journal.usage(),
            meter,
            InstantSource.system(),
            () -> nanos,
            ZoneOffset.UTC,
            1);
    probed =
        new ProbedLine(
            meter, allowance, this::isReachable, _ -> muted(), () -> nanos, new Random(1));
  }

  @AfterEach
  void close() throws IOException {
    probed.close();
    journal.close();
  }

  private boolean isReachable(InetSocketAddress challenger) {
    tried.add(challenger);
    return true;
  }

  /** Its datagrams go to nobody on this machine. */
  private static DatagramChannel muted() throws IOException {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var channel = DatagramChannel.open().bind(loopback);
    return channel.connect(channel.getLocalAddress());
  }

  private void probe(int seconds) {
    for (int i = 0; i < seconds * 100; i++) {
      nanos += TimeUnit.MILLISECONDS.toNanos(10);
      probed.send(i);
    }
  }

  @Test
  void probesNobodyBeforeAChallengerHasAnswered() {
    probe(10);

    assertThat(tried).isEmpty();
  }

  @Test
  void triesAnotherWhenOneIsSilentAndThenRests() {
    probed.answered(FIRST);
    probed.answered(SECOND);

    probe(3);
    assertThat(tried).containsExactly(SECOND, FIRST);
    probe(50);
    assertThat(tried).hasSize(2);
    probe(20);
    assertThat(tried.size()).isGreaterThan(2);
  }

  @Test
  void theConnectionIsPingedWhenNoChallengerAnswers() {
    var pings = new ArrayList<Long>();
    var quiet = new AtomicBoolean(true);
    probed.by(
        new ProbedLine.Link() {
          @Override
          public boolean isQuiet() {
            return quiet.get();
          }

          @Override
          public void ping(long number) {
            pings.add(number);
          }
        });

    probed.send(7);
    assertThat(pings).containsExactly(7L);
    assertThat(probed.everyTicks()).isEqualTo(25);
    assertThat(probed.isReady()).isTrue();
    quiet.set(false);
    assertThat(probed.isReady()).isFalse();

    probed.answered(FIRST);
    probe(1);
    assertThat(tried).containsExactly(FIRST);
    assertThat(probed.everyTicks()).isEqualTo(1);
    probe(3);
    assertThat(probed.everyTicks()).isEqualTo(25);
    assertThat(pings).hasSizeGreaterThan(1);
  }

  @Test
  void aChallengerOnThisMachineTellsNothingOfTheLine() {
    probed.answered(at("127.0.0.1"));
    probe(3);

    assertThat(tried).isEmpty();
  }

  @Test
  void knowsThoseOfBeforeWhenItIsStartedAnew() throws IOException {
    var now = InstantSource.system().instant();
    journal.reflectors().answered(FIRST, now.minusSeconds(60));
    journal.reflectors().answered(SECOND, now.minusSeconds(40L * 24 * 3600));

    probed.recall(journal.reflectors(), now);
    probe(1);

    assertThat(tried).containsExactly(FIRST);
  }
}
