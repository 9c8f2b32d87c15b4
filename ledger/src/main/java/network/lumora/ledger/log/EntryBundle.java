package network.lumora.ledger.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;

/**
 * Up to 256 entries in a row, as a log publishes them (c2sp.org/tlog-tiles).
 *
 * <pre>
 * +----------------+-------+----------------+-------+--
 * | length, uint16 | entry | length, uint16 | entry | ...
 * +----------------+-------+----------------+-------+--
 * </pre>
 */
public final class EntryBundle {
  /** What a length of 16 bits can say. */
  public static final int MAX_ENTRY_BYTES = 0xffff;

  private EntryBundle() {}

  /**
   * @throws IllegalArgumentException if there are more than 256 entries or one is too long
   */
  public static byte[] write(List<byte[]> entries) {
    if (entries.size() > TileHashes.WIDTH) {
      throw new IllegalArgumentException("a bundle has at most 256 entries: " + entries.size());
    }
    var out = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > MAX_ENTRY_BYTES) {
        throw new IllegalArgumentException("an entry has at most 65535 bytes: " + entry.length);
      }
      out.write(entry.length >> 8);
      out.write(entry.length);
      out.writeBytes(entry);
    }
    return out.toByteArray();
  }

  /** Reads exactly {@code count} entries and nothing behind them. */
  public static List<byte[]> parse(byte[] bundle, int count) throws ProtocolException {
    var in = ByteBuffer.wrap(bundle);
    var entries = new ArrayList<byte[]>();
    while (in.hasRemaining() && entries.size() < count) {
      entries.add(entry(in));
    }
    if (entries.size() != count || in.hasRemaining()) {
      throw new ProtocolException(
          ErrorCode.MALFORMED,
          "expected a bundle of " + count + " entries, got " + describe(entries, in));
    }
    return entries;
  }

  private static byte[] entry(ByteBuffer in) throws ProtocolException {
    if (in.remaining() >= Short.BYTES) {
      int length = Short.toUnsignedInt(in.getShort());
      if (in.remaining() >= length) {
        byte[] entry = new byte[length];
        in.get(entry);
        return entry;
      }
    }
    throw new ProtocolException(ErrorCode.MALFORMED, "the bundle ends within an entry");
  }

  private static String describe(List<byte[]> entries, ByteBuffer in) {
    return in.hasRemaining() ? "more bytes behind them" : String.valueOf(entries.size());
  }
}
