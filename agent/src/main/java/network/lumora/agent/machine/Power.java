package network.lumora.agent.machine;

import java.util.Optional;

/** Tells whether the machine runs on its battery; empty if it has none or nobody tells. */
@FunctionalInterface
public interface Power {
  Optional<Boolean> isOnBattery();

  /** As this system tells it. */
  static Power of(String operatingSystem) {
    if (operatingSystem.startsWith("Linux")) {
      return new PowerSupplies();
    }
    return operatingSystem.startsWith("Mac") ? new Pmset() : Optional::empty;
  }
}
