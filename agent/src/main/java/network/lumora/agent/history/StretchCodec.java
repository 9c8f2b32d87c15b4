package network.lumora.agent.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Stretches in few bytes: seven for a quiet second, eleven for a busy one.
 *
 * <pre>
 * for each stretch, in variable-length integers (LEB128):
 *   seconds since the end of the one before * 4 + (has other ? 2 : 0) + (longer than 1 s ? 1 : 0)
 *   [its seconds]
 *   own up, own down [, other up, other down]   each as the difference to the one before, zigzag
 * </pre>
 */
public final class StretchCodec {
  private static final int HAS_OTHER = 2;
  private static final int IS_LONG = 1;

  private StretchCodec() {}

  /**
   * @param stretches in order
   */
  public static byte[] write(List<Stretch> stretches) {
    var writer = new Writer();
    stretches.forEach(writer::write);
    return writer.out.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param start of the first
   * @throws IOException if it is damaged
   */
  public static List<Stretch> read(long start, byte[] bytes) throws IOException {
    var reader = new Reader(start, bytes);
    var stretches = new ArrayList<Stretch>();
    try {
      while (reader.at < bytes.length) {
        stretches.add(reader.stretch());
      }
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      throw new IOException("the line's history is damaged", e);
    }
    return stretches;
  }

  private static final class Writer {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long end;
    private Flow own = Flow.NOTHING;
    private Flow other = Flow.NOTHING;

    void write(Stretch stretch) {
      long pause = out.size() == 0 ? 0 : stretch.start() - end;
      var more = stretch.other();
      number((pause << 2) | (more == null ? 0 : HAS_OTHER) | (stretch.isExact() ? 0 : IS_LONG));
      if (!stretch.isExact()) {
        number(stretch.seconds());
      }
      own = change(own, stretch.own());
      if (more != null) {
        other = change(other, more);
      }
      end = stretch.end();
    }

    private Flow change(Flow before, Flow now) {
      difference(now.up() - before.up());
      difference(now.down() - before.down());
      return now;
    }

    private void difference(long value) {
      number((value << 1) ^ (value >> 63));
    }

    private void number(long value) {
      long left = value;
      while ((left & ~0x7fL) != 0) {
        out.write((int) ((left & 0x7f) | 0x80));
        left >>>= 7;
      }
      out.write((int) left);
    }
  }

  private static final class Reader {
    private static final int MAX_SHIFT = 63;

    private final byte[] bytes;
    private int at;
    private long end;
    private Flow own = Flow.NOTHING;
    private Flow other = Flow.NOTHING;

    Reader(long start, byte[] bytes) {
      this.bytes = bytes;
      this.end = start;
    }

    Stretch stretch() {
      long head = number();
      long start = Math.addExact(end, head >>> 2);
      int seconds = (head & IS_LONG) == 0 ? 1 : Math.toIntExact(number());
      own = changed(own);
      if ((head & HAS_OTHER) != 0) {
        other = changed(other);
      }
      var stretch = new Stretch(start, seconds, own, (head & HAS_OTHER) == 0 ? null : other);
      end = stretch.end();
      return stretch;
    }

    private Flow changed(Flow before) {
      return new Flow(before.up() + difference(), before.down() + difference());
    }

    private long difference() {
      long value = number();
      return (value >>> 1) ^ -(value & 1);
    }

    private long number() {
      long value = 0;
      for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
        byte next = bytes[at++];
        value |= (next & 0x7fL) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new IllegalArgumentException("a number has no end");
    }
  }
}
