package network.lumora.proof.fraud;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.BytesPerSecond;

/** Which challengers of one challenge saw another line than most of them did. */
public final class SlotAgreement {
  /** Slots of honest challengers differ by less on a quiet line. */
  private static final double AGREES = 0.10;

  /** Between this and that nobody is praised or blamed. */
  private static final double DISAGREES = 0.20;

  private SlotAgreement() {}

  /**
   * Empty if no majority agrees: then the line was not quiet, or the prover stalled.
   *
   * @param slots what each challenger found
   */
  public static Set<PublicKey> strangers(Map<PublicKey, BytesPerSecond> slots) {
    if (slots.isEmpty()) {
      return Set.of();
    }
    long median = median(slots);
    long agreeing = slots.values().stream().filter(v -> distance(v, median) <= AGREES).count();
    if (agreeing * 2 <= slots.size()) {
      return Set.of();
    }
    return slots.entrySet().stream()
        .filter(slot -> distance(slot.getValue(), median) > DISAGREES)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static long median(Map<PublicKey, BytesPerSecond> slots) {
    var sorted = slots.values().stream().mapToLong(BytesPerSecond::count).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static double distance(BytesPerSecond value, long median) {
    return Math.abs(value.count() - median) / (double) Math.max(1, median);
  }
}
