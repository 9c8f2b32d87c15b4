package network.lumora.proof.challenge;

import network.lumora.protocol.units.BytesPerSecond;

/**
 * What the slots of a challenge are like: all alike, one after another, each by another challenger.
 *
 * @param rate at which a slot's bytes are sent, on the line
 * @param durationMillis of a slot
 * @param gapMillis in which the line's queue empties before the next slot
 */
public record ChallengePlan(BytesPerSecond rate, int durationMillis, int gapMillis) {
  /**
   * Of a slot: what a line of 1 Gbit/s is to meet its limit at. Nobody sends faster for a proof.
   */
  public static final BytesPerSecond MAX_RATE = new BytesPerSecond(150_000_000);

  /** Two of five may lie, and the median still lies between what honest ones have seen. */
  public static final int SLOTS = 5;

  /** Half as much again as what is expected, so that the train meets the line's limit. */
  private static final double COARSE_SPEED = 1.5;

  private static final int COARSE_MILLIS = 30;

  /** A little more than the line takes: else its own limit could not be seen. */
  private static final double RENEWAL_SPEED = 1.08;

  /** A coarse train is off by more than an earlier proof is. */
  private static final double FIRST_SPEED = 1.12;

  private static final int RENEWAL_MILLIS = 85;

  /** Over a byte stream, which first has to find out how fast it may be. */
  private static final int STREAM_MILLIS = 300;

  private static final double MAX_STREAM_BYTES = 10_000_000;

  /** For 6.4 MB in a challenge. */
  private static final double MAX_RENEWAL_BYTES = 1_280_000;

  /** Shorter ones were wrong by several per cent now and then. */
  private static final int MIN_MILLIS = 16;

  /** Fewer say too little about a rate. */
  private static final int MIN_DATAGRAMS = 36;

  /** So that a burst's credit is less than two per cent of a slot. */
  private static final double FIRST_BYTES = 52.0 * LowerBound.BURST_BYTES;

  private static final int MAX_FIRST_MILLIS = 6_000;

  private static final double JOINT_BYTES = 8_000_000;
  private static final int MIN_JOINT_MILLIS = 250;
  private static final int MAX_JOINT_MILLIS = 1_000;

  /** So that a way there and back is no more than the tenth that it is credited with. */
  private static final double ROUND_TRIPS = 10;

  private static final int MIN_GAP_MILLIS = 8;

  /** Clocks and computers are late by so much. */
  private static final int SPARE_GAP_MILLIS = 1;

  /** Queues at homes are seldom longer. */
  private static final int MAX_GAP_MILLIS = 250;

  /** An estimate further above what is proven has to be proven with long slots. */
  private static final double RISE = 1.04;

  /** An estimate further below the one before may be a burst's, with little of the line in it. */
  private static final double FALL = 0.9;

  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * A single short slot that tells about how fast a line is.
   *
   * @param expected what the line is thought to do
   */
  public static ChallengePlan coarse(BytesPerSecond expected) {
    return new ChallengePlan(times(expected, COARSE_SPEED), COARSE_MILLIS, COARSE_MILLIS);
  }

  /** As {@link #coarse}, over a byte stream. */
  public static ChallengePlan coarseOverStream(BytesPerSecond expected) {
    var rate = times(expected, COARSE_SPEED);
    return new ChallengePlan(rate, streamMillis(rate), COARSE_MILLIS);
  }

  private static int streamMillis(BytesPerSecond rate) {
    return (int) Math.min(STREAM_MILLIS, MAX_STREAM_BYTES / perMilli(rate));
  }

  /**
   * For a line of which nothing is proven, or less than it does now: slots so long that a burst
   * hardly matters.
   *
   * @param estimate by a coarse train
   */
  public static ChallengePlan first(BytesPerSecond estimate, long rttFloorNanos) {
    double millis = Math.min(FIRST_BYTES / perMilli(estimate), MAX_FIRST_MILLIS);
    return of(estimate, FIRST_SPEED, Math.max(millis, renewalMillis(estimate)), rttFloorNanos);
  }

  /**
   * For a line that was proven before: short slots.
   *
   * @param estimate of the challenge before
   */
  public static ChallengePlan renewal(BytesPerSecond estimate, long rttFloorNanos) {
    return of(estimate, RENEWAL_SPEED, renewalMillis(estimate), rttFloorNanos);
  }

  /** For a line that UDP does not reach. */
  public static ChallengePlan overStream(BytesPerSecond estimate, long rttFloorNanos) {
    return of(estimate, RENEWAL_SPEED, streamMillis(estimate), rttFloorNanos);
  }

  /**
   * For one slot of a joint challenge: so long that it hardly matters if some begin a little later.
   *
   * @param solo what the line is proven to do alone
   */
  public static ChallengePlan joint(BytesPerSecond solo, long rttFloorNanos) {
    double millis = Math.clamp(JOINT_BYTES / perMilli(solo), MIN_JOINT_MILLIS, MAX_JOINT_MILLIS);
    return of(solo, RENEWAL_SPEED, millis, rttFloorNanos);
  }

  /** Whether a line has shown so much more than is proven that {@link #first} is due again. */
  public static boolean hasRisen(BytesPerSecond estimate, BytesPerSecond proven) {
    return estimate.count() > RISE * proven.count();
  }

  /** Whether a line does so much less than before that {@link #first} is due again. */
  public static boolean hasFallen(BytesPerSecond estimate, BytesPerSecond before) {
    return estimate.count() < FALL * before.count();
  }

  private static ChallengePlan of(
      BytesPerSecond estimate, double speed, double millis, long rttFloorNanos) {
    double lasting = Math.max(millis, ROUND_TRIPS * rttFloorNanos / NANOS_PER_MILLI);
    var rate = times(estimate, speed);
    var shape = SlotShape.ofMillis(rate, (int) Math.ceil(lasting), Carrier.UDP_IPV4);
    double queued = shape.excessBytes() + (speed - 1) * perMilli(estimate) * lasting;
    double gap =
        Math.clamp(queued / perMilli(estimate) + SPARE_GAP_MILLIS, MIN_GAP_MILLIS, MAX_GAP_MILLIS);
    return new ChallengePlan(rate, (int) Math.ceil(lasting), (int) Math.ceil(gap));
  }

  private static double renewalMillis(BytesPerSecond estimate) {
    double sentPerMilli = RENEWAL_SPEED * perMilli(estimate);
    double excessMillis =
        Math.max(
            LowerBound.BURST_BYTES / sentPerMilli, SlotShape.EXCESS_SECONDS * MILLIS_PER_SECOND);
    double forBytes = MAX_RENEWAL_BYTES / sentPerMilli - excessMillis;
    double forDatagrams = MIN_DATAGRAMS * Keystream.DATAGRAM_BYTES / perMilli(estimate);
    return Math.max(Math.clamp(forBytes, MIN_MILLIS, RENEWAL_MILLIS), forDatagrams);
  }

  private static double perMilli(BytesPerSecond rate) {
    return rate.count() / MILLIS_PER_SECOND;
  }

  private static BytesPerSecond times(BytesPerSecond rate, double factor) {
    return new BytesPerSecond(Math.clamp(Math.round(rate.count() * factor), 1, MAX_RATE.count()));
  }

  public SlotShape shape(Carrier carrier) {
    return SlotShape.ofMillis(rate, durationMillis, carrier);
  }

  /** From the first slot's begin to the last one's end. */
  public int totalMillis() {
    return SLOTS * (durationMillis + gapMillis) - gapMillis;
  }
}
