package network.lumora.proof.line;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import network.lumora.protocol.units.BytesPerSecond;

/** One line's capacity, which all behind it have together. */
public final class SharedCapacity {
  private SharedCapacity() {}

  /**
   * What the line does: the most that any of them did alone, since each had all of it then, and no
   * more than that for all together.
   */
  public static Optional<BytesPerSecond> of(Collection<BytesPerSecond> alone) {
    return alone.stream().max(Comparator.naturalOrder());
  }

  /** What one agent counts for that seems to be one of so many behind a line. */
  public static BytesPerSecond part(BytesPerSecond alone, int oneOf) {
    return new BytesPerSecond(alone.count() / oneOf);
  }
}
