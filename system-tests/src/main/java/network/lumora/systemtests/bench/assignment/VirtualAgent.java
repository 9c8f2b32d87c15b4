package network.lumora.systemtests.bench.assignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import network.lumora.coordinator.assign.Candidate;
import network.lumora.coordinator.assign.Reputation;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.BytesPerSecond;

/** An agent: what it is, and what the coordinator knows of it. One thread. */
final class VirtualAgent {
  /** What a user who is at home leaves of the line. */
  private static final double LEFT_BY_USER = 0.2;

  /** What is left of an overloaded agent's bandwidth, of which it tells nothing. */
  private static final double LEFT_BY_OVERLOAD = 0.1;

  final PublicKey key;
  final City city;
  final double accessMillis;
  final double usableBytesPerSecond;
  final boolean overloaded;
  final int slots;
  final double latencyMillis;

  boolean online = true;
  boolean userIsThere;
  boolean everAway;

  private double toldBytesPerSecond;
  final List<Tenure> held = new ArrayList<>();
  int late;
  Reputation reputation = Reputation.NEW;
  long lastGiven;
  long given;

  VirtualAgent(
      PublicKey key,
      City city,
      double accessMillis,
      double usableBytesPerSecond,
      boolean overloaded,
      int slots,
      double latencyMillis) {
    this.key = key;
    this.city = city;
    this.accessMillis = accessMillis;
    this.usableBytesPerSecond = usableBytesPerSecond;
    this.overloaded = overloaded;
    this.slots = slots;
    this.latencyMillis = latencyMillis;
    this.toldBytesPerSecond = usableBytesPerSecond;
  }

  double pathMillis(Source source) {
    return city.millisTo(source.city()) + accessMillis + source.ownMillis();
  }

  private double allowance() {
    return usableBytesPerSecond * (userIsThere ? LEFT_BY_USER : 1);
  }

  void tellsItsAllowance() {
    toldBytesPerSecond = allowance();
  }

  /** What one of its fetches gets now. */
  double bytesPerSecondForOne() {
    return allowance() * (overloaded ? LEFT_BY_OVERLOAD : 1) / Math.max(1, held.size());
  }

  Candidate candidate() {
    return new Candidate(
        key,
        new BytesPerSecond(Math.round(toldBytesPerSecond)),
        OptionalDouble.of(latencyMillis),
        Math.max(0, slots - held.size()),
        slots,
        late,
        reputation.value(),
        Optional.empty(),
        lastGiven);
  }
}
