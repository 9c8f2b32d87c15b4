package network.lumora.coordinator.relay;

import network.lumora.protocol.destination.Evidence;
import network.lumora.protocol.message.ControlMethod;

/** What a look at one place of a site has come to. */
public sealed interface Sight {
  /** How a proof that is there proves control. */
  ControlMethod place();

  /** The place has answered: the proof is there, or it is not. */
  record Answered(Evidence evidence) implements Sight {
    @Override
    public ControlMethod place() {
      return switch (evidence) {
        case Evidence.TxtRecords _ -> ControlMethod.DNS_TXT;
        case Evidence.File _ -> ControlMethod.WELL_KNOWN_FILE;
      };
    }
  }

  /**
   * It may not be looked at, or its answer is nothing that a proof could be.
   *
   * @param detail for the owner
   */
  record Barred(ControlMethod place, String detail) implements Sight {}

  /**
   * It could not be reached, or is in trouble: the proof may be there still.
   *
   * @param detail for the owner
   */
  record Unseen(ControlMethod place, String detail) implements Sight {}
}
