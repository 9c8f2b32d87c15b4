package network.lumora.bridge.agent;

import java.util.List;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/** What the host lets through the line, and for whom. */
public record Rules(Sites sites, Categories categories, List<CoordinatorRule> coordinators) {
  /** More coordinators than anyone works for. */
  public static final int MAX_COORDINATORS = 100;

  public Rules {
    coordinators = List.copyOf(coordinators);
    requireAtMost("coordinators", coordinators.size(), MAX_COORDINATORS);
  }

  /**
   * Domains; each covers its subdomains.
   *
   * @param denied wins over {@code allowed}
   */
  public record Sites(Mode mode, List<String> denied, List<String> allowed) {
    /** Fits a body of 64 KiB; longer lists are a category's business. */
    public static final int MAX_SITES = 2_000;

    public Sites {
      denied = List.copyOf(denied);
      allowed = List.copyOf(allowed);
      requireAtMost("denied sites", denied.size(), MAX_SITES);
      requireAtMost("allowed sites", allowed.size(), MAX_SITES);
    }

    /** What holds for sites that are in neither list. */
    public enum Mode {
      ALL_BUT_DENIED,
      ONLY_ALLOWED
    }
  }

  public record Categories(List<Category> denied) {
    public Categories {
      denied = List.copyOf(denied);
    }
  }

  /**
   * How far one coordinator is trusted.
   *
   * @param key {@code ed25519:} and the key
   * @param perMonth both directions together, 0 is no cap of its own
   */
  public record CoordinatorRule(String key, @Nullable String name, Trust trust, Bytes perMonth) {}

  public enum Trust {
    BLOCKED,
    /** Only the allowed sites. */
    LISTED_ONLY,
    FULL
  }

  private static void requireAtMost(String name, int count, int most) {
    if (count > most) {
      throw new IllegalArgumentException("at most %d %s, not %d".formatted(most, name, count));
    }
  }
}
