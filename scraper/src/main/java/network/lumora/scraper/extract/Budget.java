package network.lumora.scraper.extract;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import network.lumora.scraper.page.Refusal;

/**
 * What one document may cost: time, elements, values. Used by one thread.
 *
 * <p>The parser is stopped through its input and the selectors between elements, so that no thread
 * is ever left running.
 */
final class Budget {
  /** Of the wall clock: a page of megabytes takes seconds on a computer that has other work. */
  static final long DEADLINE_MILLIS = 20_000;

  private static final int MOST_TAGS = 200_000;
  private static final int ELEMENTS_PER_LOOK = 64;
  private static final int MOST_VALUES = 20_000;
  private static final int MOST_CHARACTERS = 4 << 20;

  private final LongSupplier nanos;
  private final long deadlineNanos;
  private int tags;
  private int elements;
  private int values;
  private int characters;

  Budget(LongSupplier nanos) {
    this.nanos = nanos;
    this.deadlineNanos = nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(DEADLINE_MILLIS);
  }

  void checkTime() {
    if (nanos.getAsLong() - deadlineNanos > 0) {
      throw new TooMuch(Refusal.DEADLINE, "reading took over " + DEADLINE_MILLIS + " ms");
    }
  }

  /** Looks at the clock now and then only: reading it costs as much as trying a selector. */
  void countElement() {
    elements++;
    if (elements % ELEMENTS_PER_LOOK == 0) {
      checkTime();
    }
  }

  void addValue(int length) {
    values++;
    characters += length;
    if (values > MOST_VALUES || characters > MOST_CHARACTERS) {
      throw new TooMuch(
          Refusal.DOCUMENT_TOO_LARGE,
          "over " + MOST_VALUES + " values or " + MOST_CHARACTERS + " characters were found");
    }
  }

  /** Every element that is not implied has its own {@code <}, so counting them bounds the tree. */
  InputStream bound(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        checkTime();
        var count = in.read(bytes, offset, length);
        for (var i = offset; i < offset + count; i++) {
          tags += bytes[i] == '<' ? 1 : 0;
        }
        if (tags > 2 * MOST_TAGS) {
          throw new TooMuch(Refusal.DOCUMENT_TOO_LARGE, "over " + MOST_TAGS + " elements");
        }
        return count;
      }
    };
  }
}
