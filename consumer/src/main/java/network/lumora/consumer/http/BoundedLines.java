package network.lumora.consumer.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;

/** Lines of a stream, none longer than a limit. One thread. */
final class BoundedLines {
  private final InputStream in;
  private final int maxBytes;
  private boolean ended;

  BoundedLines(InputStream in, int maxBytes) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.maxBytes = maxBytes;
  }

  /** The next line without its end (LF or CR LF); null after the last. */
  byte @Nullable [] next() throws IOException, ProtocolException {
    var line = new ByteArrayOutputStream();
    int octet = in.read();
    if (octet < 0) {
      return null;
    }
    for (; octet >= 0 && octet != '\n'; octet = in.read()) {
      if (line.size() >= maxBytes) {
        throw new ProtocolException(
            ErrorCode.TOO_LARGE, "the coordinator sent a line of more than " + maxBytes + " bytes");
      }
      line.write(octet);
    }
    ended = octet == '\n';
    return withoutCarriageReturn(line.toByteArray());
  }

  /** Whether the line that {@link #next} gave had an end, rather than the stream. */
  boolean hadEnd() {
    return ended;
  }

  private static byte[] withoutCarriageReturn(byte[] line) {
    int last = line.length - 1;
    return last >= 0 && line[last] == '\r' ? java.util.Arrays.copyOf(line, last) : line;
  }
}
