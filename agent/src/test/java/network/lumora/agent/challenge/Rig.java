package network.lumora.agent.challenge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import network.lumora.proof.challenge.Carrier;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.proof.challenge.LowerBound;
import network.lumora.proof.challenge.SlotKey;
import network.lumora.proof.challenge.SlotShape;
import network.lumora.protocol.units.BytesPerSecond;

/** A simulated line and what is needed to challenge it. */
final class Rig {
  static final SlotToken TOKEN = new SlotToken("a1".repeat(16));
  static final SlotKey KEY = new SlotKey("5c".repeat(32));
  private static final BytesPerSecond ANY_RATE = new BytesPerSecond(Long.MAX_VALUE);
  private static final long PATIENCE = 60_000_000_000L;

  final SimulatedLine line;
  private final Carrier carrier;
  final long rttNanos;
  private final Random random;
  private long rttFloorNanos;
  private BytesPerSecond provenBefore = new BytesPerSecond(0);

  /** Which way. */
  enum Way {
    DOWN,
    UP
  }

  Rig(SimulatedPipe down, SimulatedPipe up, long rttNanos, Random random) {
    this(Carrier.UDP_IPV4, down, up, rttNanos, random);
  }

  Rig(Carrier carrier, SimulatedPipe down, SimulatedPipe up, long rttNanos, Random random) {
    this.line = new SimulatedLine(carrier, down, up);
    this.carrier = carrier;
    this.rttNanos = rttNanos;
    this.rttFloorNanos = rttNanos;
    this.random = random;
  }

  /** Both directions alike; tokens as the bed has them. */
  static Rig symmetric(double megabits, long rttMillis, long bufferMillis, long seed) {
    var random = new Random(seed);
    long rtt = rttMillis * 1_000_000;
    return new Rig(
        pipe(megabits, rtt, bufferMillis, random),
        pipe(megabits, rtt, bufferMillis, random),
        rtt,
        random);
  }

  static SimulatedPipe pipe(double megabits, long rttNanos, long bufferMillis, Random random) {
    long burst = megabits <= 100 ? 20_000 : megabits <= 250 ? 64_000 : 128_000;
    return new SimulatedPipe(rate(megabits), burst, bufferMillis * 1_000_000, rttNanos / 2, random);
  }

  static long rate(double megabits) {
    return Math.round(megabits * 125_000);
  }

  Rig believing(long floorNanos) {
    rttFloorNanos = floorNanos;
    return this;
  }

  Rig provenBefore(BytesPerSecond proven) {
    provenBefore = proven;
    return this;
  }

  ChallengePlan renewal(double megabits) {
    return ChallengePlan.renewal(new BytesPerSecond(rate(megabits)), rttNanos);
  }

  SlotTerms terms(SlotShape shape) {
    return new SlotTerms(
        TOKEN, KEY, shape, new LowerBound(rttFloorNanos, provenBefore), line.now() + 200_000_000);
  }

  ChallengerEnd challenger(Way way, SlotTerms terms) {
    return way == Way.DOWN ? new DownChallenger(terms) : new UpChallenger(terms, random);
  }

  ProverEnd prover(Way way) {
    long giveUp = line.now() + PATIENCE;
    return way == Way.DOWN
        ? new DownProver(TOKEN, giveUp)
        : new UpProver(TOKEN, KEY, carrier, ANY_RATE, giveUp);
  }

  static Door door() {
    return new Door(TOKEN, SimulatedLine.PROVER, new byte[32]);
  }

  SlotResult slot(Way way, SlotShape shape) {
    var challenger = challenger(way, terms(shape));
    line.run(door(), challenger, prover(way));
    return challenger.result();
  }

  /**
   * All slots of a plan; the time between them is longer than in life, so that buckets are full.
   */
  List<SlotResult.Measured> challenge(Way way, ChallengePlan plan) {
    var slots = new ArrayList<SlotResult.Measured>();
    for (int i = 0; i < ChallengePlan.SLOTS; i++) {
      if (slot(way, plan.shape(carrier)) instanceof SlotResult.Measured measured) {
        slots.add(measured);
      }
    }
    return slots;
  }

  static long medianEstimate(List<SlotResult.Measured> slots) {
    return median(slots.stream().mapToLong(slot -> slot.value().estimate().count()).toArray());
  }

  static long medianProven(List<SlotResult.Measured> slots) {
    return median(slots.stream().mapToLong(slot -> slot.value().proven().count()).toArray());
  }

  private static long median(long... values) {
    Arrays.sort(values);
    return values.length == 0 ? 0 : values[(values.length - 1) / 2];
  }
}
