package network.lumora.ledger.log;

import java.util.Locale;
import java.util.regex.Pattern;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;

/**
 * The address of a tile below the log's prefix (c2sp.org/tlog-tiles).
 *
 * <p>{@code tile/<level>/<index>[.p/<width>]} and {@code tile/entries/<index>[.p/<width>]}, where
 * the index is cut into three digits each: 1234067 is {@code x001/x234/067}.
 */
public sealed interface TilePath {

  /** A tile of hashes. */
  record Hashes(int level, long index, int width) implements TilePath {
    public Hashes {
      if (level < 0 || level > MAX_LEVEL) {
        throw new IllegalArgumentException("a tile level is 0 to 63, not " + level);
      }
      requireInRange(index, width);
    }

    @Override
    public String toString() {
      return "tile/" + level + "/" + suffix(index, width);
    }
  }

  /** A bundle of entries. */
  record Entries(long index, int width) implements TilePath {
    public Entries {
      requireInRange(index, width);
    }

    @Override
    public String toString() {
      return "tile/entries/" + suffix(index, width);
    }
  }

  int MAX_LEVEL = 63;

  /** Six groups of three digits: more entries than a log of ours will see. */
  long MAX_INDEX = 999_999_999_999_999_999L;

  Pattern FORM =
      Pattern.compile(
          "tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  long index();

  /** Hashes or entries in it: 256 if full. */
  int width();

  /** Reads a path; only the one canonical spelling is accepted. */
  static TilePath parse(String path) throws ProtocolException {
    var form = FORM.matcher(path);
    if (form.matches()) {
      long index = Long.parseLong(form.group(2).replaceAll("[x/]", ""));
      int width = form.group(3) == null ? TileHashes.WIDTH : Integer.parseInt(form.group(3));
      if (form.group(3) == null || width < TileHashes.WIDTH) {
        var tile = of(form.group(1), index, width);
        if (tile.toString().equals(path)) {
          return tile;
        }
      }
    }
    throw new ProtocolException(
        ErrorCode.MALFORMED, "not a tile: expected tile/<level or entries>/<index>[.p/<width>]");
  }

  private static TilePath of(String kind, long index, int width) throws ProtocolException {
    if (kind.equals("entries")) {
      return new Entries(index, width);
    }
    int level = Integer.parseInt(kind);
    if (level > MAX_LEVEL) {
      throw new ProtocolException(ErrorCode.MALFORMED, "a tile level is 0 to 63, not " + level);
    }
    return new Hashes(level, index, width);
  }

  private static void requireInRange(long index, int width) {
    if (index < 0 || index > MAX_INDEX) {
      throw new IllegalArgumentException("no tile has the index " + index);
    }
    if (width < 1 || width > TileHashes.WIDTH) {
      throw new IllegalArgumentException("a tile is 1 to 256 wide, not " + width);
    }
  }

  private static String suffix(long index, int width) {
    var path = new StringBuilder(threeDigits(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      path.insert(0, "x" + threeDigits(rest % 1000) + "/");
    }
    return width == TileHashes.WIDTH ? path.toString() : path + ".p/" + width;
  }

  private static String threeDigits(long number) {
    return String.format(Locale.ROOT, "%03d", number);
  }
}
