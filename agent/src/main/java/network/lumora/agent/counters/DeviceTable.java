package network.lumora.agent.counters;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks the text of {@code /proc/net/dev}, line by line, without making anything. One thread.
 *
 * <pre>
 *   eth0: received-bytes seven others sent-bytes seven others
 * </pre>
 */
final class DeviceTable {
  private static final int RECEIVED = 0;
  private static final int SENT = 8;

  /** The kernel's table has 16 numbers for each interface. */
  private static final int COLUMNS = 16;

  private static final byte[] LOOPBACK = {'l', 'o'};

  private final byte[] text;
  private final long[] numbers = new long[COLUMNS];
  private int length;
  private int place;
  private int nameStart;
  private int nameEnd;

  DeviceTable(byte[] text) {
    this.text = text;
  }

  void begin(int textLength) {
    length = textLength;
    place = 0;
  }

  /**
   * Goes to the next interface, if there is one; lines without a colon or with too few numbers are
   * none.
   *
   * @throws NumberFormatException if a column is no number
   */
  boolean next() {
    while (place < length) {
      int end = lineEnd();
      int colon = colon(end);
      int start = place;
      place = end + 1;
      if (colon < end && hasNumbers(colon + 1, end)) {
        nameStart = skipBlanks(start, colon);
        nameEnd = colon;
        return true;
      }
    }
    return false;
  }

  private int lineEnd() {
    int end = place;
    while (end < length && text[end] != '\n') {
      end++;
    }
    return end;
  }

  private int colon(int end) {
    int colon = place;
    while (colon < end && text[colon] != ':') {
      colon++;
    }
    return colon;
  }

  private boolean hasNumbers(int start, int end) {
    int column = 0;
    int at = skipBlanks(start, end);
    while (at < end && column < COLUMNS) {
      long number = 0;
      for (; at < end && text[at] != ' '; at++) {
        int digit = text[at] - '0';
        if (digit < 0 || digit > 9) {
          throw new NumberFormatException("expected digits in column " + column);
        }
        number = number * 10 + digit;
      }
      numbers[column++] = number;
      at = skipBlanks(at, end);
    }
    return column == COLUMNS;
  }

  private int skipBlanks(int start, int end) {
    int at = start;
    while (at < end && text[at] == ' ') {
      at++;
    }
    return at;
  }

  boolean isLoopback() {
    return isNamed(LOOPBACK);
  }

  boolean isNamed(byte[] name) {
    return Arrays.equals(text, nameStart, nameEnd, name, 0, name.length);
  }

  String name() {
    return new String(text, nameStart, nameEnd - nameStart, StandardCharsets.ISO_8859_1);
  }

  long received() {
    return numbers[RECEIVED];
  }

  long sent() {
    return numbers[SENT];
  }
}
