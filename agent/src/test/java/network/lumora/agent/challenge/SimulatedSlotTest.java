package network.lumora.agent.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import network.lumora.agent.challenge.Rig.Way;
import network.lumora.proof.challenge.Carrier;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedSlotTest {
  private static final double[] MEGABITS = {5, 10, 25, 50, 100, 250, 500, 1_000};

  @ParameterizedTest
  @EnumSource
  void findsEveryLineWithinOnePerCent(Way way) {
    for (double megabits : MEGABITS) {
      for (long rtt : new long[] {2, 20, 60}) {
        for (long buffer : new long[] {20, 200}) {
          var rig = Rig.symmetric(megabits, rtt, buffer, 1);

          var slots = rig.challenge(way, rig.renewal(megabits));

          assertThat(slots).hasSize(ChallengePlan.SLOTS);
          assertThat((double) Rig.medianEstimate(slots))
              .as("%s Mbit/s, %s ms there and back, %s ms of buffer", megabits, rtt, buffer)
              .isCloseTo((double) Rig.rate(megabits), within(Rig.rate(megabits) * 0.01));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void provesAtMostThreePerCentTooLittleAndNothingTooMuch(Way way) {
    for (double megabits : MEGABITS) {
      long rate = Rig.rate(megabits);
      var rig = Rig.symmetric(megabits, 8, 200, 2);
      var first =
          Rig.medianProven(
              rig.challenge(way, ChallengePlan.first(new BytesPerSecond(rate), rig.rttNanos)));
      var again =
          Rig.medianProven(
              rig.provenBefore(new BytesPerSecond(first)).challenge(way, rig.renewal(megabits)));

      assertThat(first).as("first, %s Mbit/s", megabits).isBetween((long) (rate * 0.965), rate);
      assertThat(again).as("again, %s Mbit/s", megabits).isBetween((long) (rate * 0.965), rate);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLineThatHasFallenIsSeenAtOnce(Way way) {
    var rig = Rig.symmetric(20, 8, 200, 3).provenBefore(new BytesPerSecond(Rig.rate(50)));

    var slots = rig.challenge(way, rig.renewal(50));

    assertThat((double) Rig.medianProven(slots))
        .isCloseTo((double) Rig.rate(20), within(Rig.rate(20) * 0.04));
  }

  @ParameterizedTest
  @EnumSource
  void aLineThatHasRisenShowsIt(Way way) {
    var rig = Rig.symmetric(50, 8, 200, 4).provenBefore(new BytesPerSecond(Rig.rate(20)));

    var estimate = new BytesPerSecond(Rig.medianEstimate(rig.challenge(way, rig.renewal(20))));

    assertThat(ChallengePlan.hasRisen(estimate, new BytesPerSecond(Rig.rate(20)))).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void lossAndDisorderOnlyLower(Way way) {
    for (int seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      var rig =
          new Rig(
              Rig.pipe(50, 8_000_000, 200, random).losing(0.02).disordering(2_000_000),
              Rig.pipe(50, 8_000_000, 200, random).losing(0.02).disordering(2_000_000),
              8_000_000,
              random);

      var slots = rig.challenge(way, rig.renewal(50));

      assertThat(slots).isNotEmpty();
      assertThat((double) Rig.medianEstimate(slots))
          .isBetween(Rig.rate(50) * 0.94, Rig.rate(50) * 1.01);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStalledComputerOnlyLowers(Way way) {
    for (long stall = 1_000_000; stall <= 40_000_000; stall += 3_000_000) {
      long length = stall;
      var rig = Rig.symmetric(100, 8, 200, 5);
      rig.line.stalling(at -> at % 50_000_000 < length ? at - at % 50_000_000 + length : at);

      var slots = rig.challenge(way, rig.renewal(100));

      for (var slot : slots) {
        assertThat((double) slot.value().lowerBound().count()).isLessThan(Rig.rate(100) * 1.02);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void overAByteStreamALineIsFoundToo(Way way) {
    for (double megabits : new double[] {5, 50, 500}) {
      var random = new Random(9);
      var rig =
          new Rig(
              Carrier.STREAM,
              Rig.pipe(megabits, 8_000_000, 1_000, random),
              Rig.pipe(megabits, 8_000_000, 1_000, random),
              8_000_000,
              random);
      var rate = new BytesPerSecond(Rig.rate(megabits));

      var slots = rig.challenge(way, ChallengePlan.overStream(rate, rig.rttNanos));

      assertThat((double) Rig.medianEstimate(slots))
          .as("%s Mbit/s", megabits)
          .isCloseTo((double) rate.count(), within(rate.count() * 0.01));
    }
  }

  @Test
  void bothEndsHaveTheSameTranscript() {
    for (var way : Way.values()) {
      var rig = Rig.symmetric(50, 8, 200, 6);
      var challenger = rig.challenger(way, rig.terms(rig.renewal(50).shape(Carrier.UDP_IPV4)));
      var prover = rig.prover(way);

      rig.line.run(Rig.door(), challenger, prover);

      var measured = (SlotResult.Measured) challenger.result();
      assertThat(prover.result())
          .isEqualTo(new ProverResult.Done(measured.bytes(), measured.transcript()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theShortestWayThereAndBackIsTold(Way way) {
    var rig = Rig.symmetric(50, 20, 200, 8);

    var slot = rig.slot(way, rig.renewal(50).shape(Carrier.UDP_IPV4));

    assertThat(((SlotResult.Measured) slot).minRttNanos())
        .isBetween(rig.rttNanos, rig.rttNanos + 3_000_000);
  }

  @ParameterizedTest
  @EnumSource
  void anAbortStopsTheBytesWithinFiftyMilliseconds(Way way) {
    for (double megabits : new double[] {5, 50}) {
      var random = new Random(7);
      var down = Rig.pipe(megabits, 8_000_000, 200, random);
      var up = Rig.pipe(megabits, 8_000_000, 200, random);
      var rig = new Rig(down, up, 8_000_000, random);
      var prover = rig.prover(way);
      var terms =
          rig.terms(
              ChallengePlan.first(new BytesPerSecond(Rig.rate(megabits)), 0)
                  .shape(Carrier.UDP_IPV4));
      var challenger = rig.challenger(way, terms);
      long abortAt = terms.startNanos() + 100_000_000;

      rig.line.run(Rig.door(), challenger, new AbortedAt(abortAt, prover));

      assertThat(challenger.result())
          .isInstanceOfSatisfying(
              SlotResult.Failed.class,
              failed -> assertThat(failed.fault()).isEqualTo(SlotResult.Fault.ABORTED));
      assertThat((way == Way.DOWN ? down : up).lastDataNanos() - abortAt).isLessThan(50_000_000);
      assertThat(prover.result()).isEqualTo(new ProverResult.Undone(true, true));
    }
  }

  @Test
  void aPathThatIsNeverAnsweredIsGivenUp() {
    for (var way : Way.values()) {
      var prover = way == Way.DOWN ? new DownProver(Rig.TOKEN, 1_000) : upProver(1_000);
      prover.due(0, _ -> true);
      prover.due(2_000, _ -> true);

      assertThat(prover.result()).isEqualTo(new ProverResult.Undone(false, false));
    }
  }

  private static ProverEnd upProver(long giveUpNanos) {
    return new UpProver(
        Rig.TOKEN, Rig.KEY, Carrier.UDP_IPV4, new BytesPerSecond(1_000_000), giveUpNanos);
  }

  @ParameterizedTest
  @EnumSource
  void aProverThatIsNotThereFailsItsSlot(Way way) {
    var rig = Rig.symmetric(10, 8, 200, 8);
    var challenger = rig.challenger(way, rig.terms(rig.renewal(10).shape(Carrier.UDP_IPV4)));
    var prover = rig.prover(way);
    prover.abort();

    rig.line.run(Rig.door(), challenger, prover);

    assertThat(challenger.result()).isInstanceOf(SlotResult.Failed.class);
  }
}
