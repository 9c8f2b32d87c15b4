package network.lumora.agent.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * All that settings are judged against. Immutable.
 *
 * @param zone of the host's calendar and clock
 * @param storageFault why the data folder cannot be written, if so
 */
public record Conditions(
    Instant now,
    ZoneId zone,
    Used used,
    Optional<Pause> pause,
    Surroundings surroundings,
    Optional<String> storageFault,
    Connection connection) {
  /** The same at another time. */
  public Conditions at(Instant other) {
    return new Conditions(other, zone, used, pause, surroundings, storageFault, connection);
  }

  public Conditions with(Connection other) {
    return new Conditions(now, zone, used, pause, surroundings, storageFault, other);
  }

  public Conditions with(Surroundings other) {
    return new Conditions(now, zone, used, pause, other, storageFault, connection);
  }

  public Conditions with(Used other) {
    return new Conditions(now, zone, other, pause, surroundings, storageFault, connection);
  }
}
