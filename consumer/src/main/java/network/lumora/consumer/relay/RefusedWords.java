package network.lumora.consumer.relay;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import network.lumora.consumer.text.Printable;
import network.lumora.protocol.message.RefusedReceipt;

/** Says of receipts that do not count why, and what to do, once for each fault. Thread-safe. */
final class RefusedWords {
  private static final int MAX_CHARACTERS = 300;

  /** There are some twenty faults. */
  private static final int MAX_FAULTS = 64;

  private final Set<String> told = new HashSet<>();

  /** Empty if it was said before. */
  synchronized Optional<String> news(RefusedReceipt refused) {
    boolean isNew = told.size() < MAX_FAULTS && told.add(refused.fault());
    return isNew ? Optional.of(line(refused)) : Optional.empty();
  }

  private static String line(RefusedReceipt refused) {
    return String.format(
        Locale.ROOT,
        "the coordinator does not count window %d of grant %s: %s (%s); %s",
        refused.sequence(),
        refused.grantId(),
        Printable.of(refused.fault(), MAX_CHARACTERS),
        Printable.of(refused.detail(), MAX_CHARACTERS),
        cure(refused.fault()));
  }

  private static String cure(String fault) {
    return switch (fault) {
      case "OUTSIDE_TIME", "WRONG_TIME" -> "check the clock of this computer";
      case RefusedReceipt.OVER -> "nothing is to be done, the next grant begins anew";
      default -> "what it moved is not paid; tell the operator of the coordinator, with the grant";
    };
  }
}
