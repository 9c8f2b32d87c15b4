package network.lumora.agent.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import network.lumora.agent.challenge.Rig.Way;
import network.lumora.agent.challenge.SlotResult.Failed;
import network.lumora.agent.challenge.SlotResult.Fault;
import network.lumora.proof.challenge.Carrier;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.proof.challenge.SlotKey;
import network.lumora.proof.challenge.Transcript;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdversaryTest {
  private static void assertForged(SlotResult result) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.fault()).isEqualTo(Fault.FORGED));
  }

  /** Acknowledges other numbers than came, or other digests. */
  private record Liar(SlotEnd honest, IntUnaryOperator count, boolean guesses) implements SlotEnd {
    @Override
    public long due(long nanos, Path path) {
      return honest.due(nanos, lying(path));
    }

    @Override
    public void received(ByteBuffer datagram, long nanos, Path path) {
      honest.received(datagram, nanos, lying(path));
    }

    private Path lying(Path path) {
      return datagram -> {
        if (datagram.get(0) == DatagramType.ACK.code()) {
          datagram.putInt(17, count.applyAsInt(datagram.getInt(17)));
          if (guesses) {
            var guess = new byte[32];
            new Random(1).nextBytes(guess);
            datagram.put(21, guess);
          }
        }
        return path.send(datagram);
      };
    }

    @Override
    public boolean isOver() {
      return honest.isOver();
    }

    @Override
    public void abort() {
      honest.abort();
    }
  }

  private static SlotResult against(Rig rig, SlotEnd prover) {
    var challenger = rig.challenger(Way.DOWN, rig.terms(rig.renewal(20).shape(Carrier.UDP_IPV4)));
    rig.line.run(Rig.door(), challenger, prover);
    return challenger.result();
  }

  @Test
  void whoAcknowledgesBytesBeforeTheyCameIsFound() {
    var rig = Rig.symmetric(20, 8, 200, 1);

    assertForged(against(rig, new Liar(rig.prover(Way.DOWN), count -> count + 1, false)));
  }

  @Test
  void whoGuessesATranscriptIsFound() {
    var rig = Rig.symmetric(20, 8, 200, 2);

    assertForged(against(rig, new Liar(rig.prover(Way.DOWN), count -> count, true)));
  }

  @Test
  void anOldTranscriptIsOfNoUse() {
    var acks = new Acks(10);
    var old = new Transcript();
    var datagrams = new SlotDatagrams(Rig.TOKEN);
    var train = new Train(datagrams, Rig.KEY, 10);
    var before = new Train(datagrams, new SlotKey("77".repeat(32)), 10);
    var order = new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    for (int i = 0; i < 10; i++) {
      old.add(before.datagram(i).array(), i * 1_400 + 24, 1_376);
    }
    acks.add(datagrams.count(DatagramType.ACK, 10, old), 1);

    assertThat(before.explains(acks, order, new Transcript())).isTrue();
    assertThat(train.explains(acks, order, new Transcript())).isFalse();
  }

  @Test
  void noneOfManyGuessesIsTaken() {
    var random = new Random(3);
    var datagrams = new SlotDatagrams(Rig.TOKEN);
    var train = new Train(datagrams, Rig.KEY, 2);
    var order = new int[] {0, 1};
    for (int i = 0; i < 100_000; i++) {
      var guess = new byte[32];
      random.nextBytes(guess);
      var transcript = new Transcript();
      transcript.add(guess, 0, guess.length);
      var acks = new Acks(2);
      acks.add(datagrams.count(DatagramType.ACK, 1 + i % 2, transcript), 1);

      assertThat(train.explains(acks, order, new Transcript())).isFalse();
    }
  }

  /** Silent until most of the slot is over, then all at once: twice as steep as the truth. */
  @Test
  void heldBackAcknowledgementsGainNothing() {
    for (double megabits : new double[] {10, 20, 50, 100}) {
      for (int percent = 5; percent < 100; percent += 5) {
        long rate = Rig.rate(megabits);
        var rig = Rig.symmetric(megabits, 8, 200, 4).provenBefore(new BytesPerSecond(rate));
        var shape = rig.renewal(megabits).shape(Carrier.UDP_IPV4);
        long start = rig.line.now() + 200_000_000;
        long until = start + shape.durationNanos() * percent / 100;
        rig.line.holdingBack(now -> now < start ? now : Math.max(now, until + (now - until) / 2));

        if (rig.slot(Way.DOWN, shape) instanceof SlotResult.Measured measured) {
          assertThat((double) measured.value().proven().count()).isLessThan(rate * 1.05);
        }
      }
    }
  }

  @Test
  void aProverThatBelittlesItsWayGainsATenthAtMost() {
    for (long rtt : new long[] {0, 2, 8}) {
      long rate = Rig.rate(100);
      var rig = Rig.symmetric(100, rtt, 200, 5).believing(200_000_000);
      rig.line.holdingBack(now -> now);

      var slots = rig.challenge(Way.DOWN, rig.renewal(100));

      assertThat((double) Rig.medianProven(slots)).isLessThan(rate * 1.11);
    }
  }

  /** Has another key: as one who answers with bytes made before has. */
  @Test
  void whoSendsOtherBytesIsFound() {
    var rig = Rig.symmetric(20, 8, 200, 6);
    var challenger = rig.challenger(Way.UP, rig.terms(rig.renewal(20).shape(Carrier.UDP_IPV4)));
    var prover =
        new UpProver(
            Rig.TOKEN,
            new SlotKey("00".repeat(32)),
            Carrier.UDP_IPV4,
            new BytesPerSecond(1 << 30),
            60_000_000_000L);

    rig.line.run(Rig.door(), challenger, prover);

    assertForged(challenger.result());
  }

  @Test
  void bytesWithAnOldNonceDoNotCount() {
    var rig = Rig.symmetric(20, 8, 200, 7);
    var shape = ChallengePlan.first(new BytesPerSecond(Rig.rate(20)), 0).shape(Carrier.UDP_IPV4);
    var challenger = rig.challenger(Way.UP, rig.terms(shape));

    rig.line.run(Rig.door(), challenger, new DeafToNonces(rig.prover(Way.UP)));

    assertThat(challenger.result())
        .isInstanceOfSatisfying(
            SlotResult.Measured.class,
            measured ->
                assertThat(measured.bytes().count()).isLessThan(shape.datagrams() * 1_376L));
  }

  private record DeafToNonces(SlotEnd honest) implements SlotEnd {
    @Override
    public long due(long nanos, Path path) {
      return honest.due(nanos, path);
    }

    @Override
    public void received(ByteBuffer datagram, long nanos, Path path) {
      if (datagram.get(0) != DatagramType.NONCE.code()) {
        honest.received(datagram, nanos, path);
      }
    }

    @Override
    public boolean isOver() {
      return honest.isOver();
    }

    @Override
    public void abort() {
      honest.abort();
    }
  }

  @ParameterizedTest
  @EnumSource
  void bytesThatAreMissingOnlyLower(Way way) {
    var random = new Random(8);
    var rig =
        new Rig(
            Rig.pipe(20, 8_000_000, 200, random).losing(0.5),
            Rig.pipe(20, 8_000_000, 200, random).losing(0.5),
            8_000_000,
            random);

    for (var measured : rig.challenge(way, rig.renewal(20))) {
      assertThat((double) measured.value().proven().count()).isLessThan(Rig.rate(20) * 0.7);
    }
  }

  @Test
  void nobodyIsMadeToFloodWhoDidNotAsk() {
    var prover =
        new UpProver(
            Rig.TOKEN, Rig.KEY, Carrier.UDP_IPV4, new BytesPerSecond(1_000), 60_000_000_000L);
    var stranger = new SlotDatagrams(Rig.TOKEN);
    var sent = new int[1];

    prover.received(stranger.start(1, 1_000, 90_000_000), 0, _ -> count(sent));
    prover.received(stranger.cookie(DatagramType.WELCOME, new byte[16]), 1, _ -> true);
    prover.received(stranger.start(1, 1_001, 90_000_000), 2, _ -> count(sent));
    prover.received(stranger.start(1, 0, 90_000_000), 3, _ -> count(sent));
    prover.received(stranger.start(1, 1_000, 11_000_000_000L), 4, _ -> count(sent));
    prover.due(5, _ -> true);

    assertThat(sent[0]).isZero();
  }

  private static boolean count(int[] sent) {
    sent[0]++;
    return true;
  }
}
