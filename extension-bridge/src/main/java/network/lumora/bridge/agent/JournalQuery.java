package network.lumora.bridge.agent;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of the journal.
 *
 * @param order which way, and so what the cursor means
 * @param cursor the number of the last row known, null to begin
 * @param limit 1 to 200
 * @param outcome null for all
 * @param site a domain with its subdomains, null for all
 * @param text in site, host, task, consumer or purpose; null for all
 */
public record JournalQuery(
    Order order,
    @Nullable Long cursor,
    int limit,
    JournalRow.@Nullable Outcome outcome,
    @Nullable String site,
    @Nullable String text) {
  public static final int MAX_LIMIT = 200;
  private static final int MAX_TEXT = 253;

  public enum Order {
    NEWEST_FIRST,
    OLDEST_FIRST
  }

  public JournalQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit is 1 to " + MAX_LIMIT + ", not " + limit);
    }
    if (length(site) > MAX_TEXT || length(text) > MAX_TEXT) {
      throw new IllegalArgumentException("a filter has at most " + MAX_TEXT + " characters");
    }
  }

  /** Rows without a filter, oldest first, after the given one; 0 to begin. */
  public static JournalQuery after(long number, int limit) {
    return new JournalQuery(Order.OLDEST_FIRST, number, limit, null, null, null);
  }

  /** The newest rows without a filter. */
  public static JournalQuery newest(int limit) {
    return new JournalQuery(Order.NEWEST_FIRST, null, limit, null, null, null);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
