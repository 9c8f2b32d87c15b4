package network.lumora.coordinator.assign;

import java.util.Optional;
import java.util.OptionalDouble;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Place;
import network.lumora.protocol.units.BytesPerSecond;

/** Candidates for tests. */
final class Crowd {
  /** Room for anything. */
  static final Planning ROOMY = new Planning(1, new BytesPerSecond(1));

  private Crowd() {}

  static PublicKey key(int number) {
    var bytes = new byte[PublicKey.LENGTH_BYTES];
    bytes[30] = (byte) (number >> 8);
    bytes[31] = (byte) number;
    return PublicKey.of(bytes);
  }

  static Candidate agent(int number, long free, double latencyMillis, int freeSlots, int slots) {
    return new Candidate(
        key(number),
        new BytesPerSecond(free),
        OptionalDouble.of(latencyMillis),
        freeSlots,
        slots,
        0,
        1,
        Optional.empty(),
        0);
  }

  static Pool pool(Filters filters, Candidate... agents) {
    var pool = new Pool(filters, new Fairness(0, 5, 1_000));
    for (var agent : agents) {
      pool.put(agent);
    }
    return pool;
  }

  static Candidate givenAt(Candidate agent, long count) {
    return new Candidate(
        agent.agent(),
        agent.free(),
        agent.latencyMillis(),
        agent.freeSlots(),
        agent.slots(),
        agent.overdue(),
        agent.reputation(),
        agent.place(),
        count);
  }

  static Candidate at(Candidate agent, Place place) {
    return new Candidate(
        agent.agent(),
        agent.free(),
        agent.latencyMillis(),
        agent.freeSlots(),
        agent.slots(),
        agent.overdue(),
        agent.reputation(),
        Optional.of(place),
        agent.lastGiven());
  }

  static Candidate known(Candidate agent, int overdue, double reputation) {
    return new Candidate(
        agent.agent(),
        agent.free(),
        agent.latencyMillis(),
        agent.freeSlots(),
        agent.slots(),
        overdue,
        reputation,
        agent.place(),
        agent.lastGiven());
  }
}
