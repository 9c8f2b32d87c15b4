package network.lumora.ledger.sqlite;

import java.io.IOException;
import java.io.Serial;

/** The stored log contradicts itself; it must not be continued. */
public final class CorruptLogException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private final long entry;

  CorruptLogException(long entry, String detail) {
    super(
        "the stored log is damaged at entry "
            + entry
            + ": "
            + detail
            + "; restore the file from a copy");
    this.entry = entry;
  }

  /** Index of the first entry that is bad, or that may be. */
  public long entry() {
    return entry;
  }
}
