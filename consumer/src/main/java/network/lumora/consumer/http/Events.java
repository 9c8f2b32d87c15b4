package network.lumora.consumer.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;

/** Reads {@code text/event-stream} (WHATWG HTML, server-sent events), of which only data counts. */
final class Events {
  /** A status has a few hundred bytes. */
  private static final int MAX_EVENT_BYTES = 64 * 1024;

  private Events() {}

  /** Takes the data of one event. */
  interface Sink {
    void accept(String data) throws ProtocolException;
  }

  /** An event that its empty line did not end is not given on. */
  static void read(InputStream in, Sink events) throws IOException, ProtocolException {
    var lines = new BoundedLines(in, MAX_EVENT_BYTES);
    var data = new StringBuilder();
    for (var line = lines.next(); line != null; line = lines.next()) {
      var text = new String(line, StandardCharsets.UTF_8);
      if (text.isEmpty() && !data.isEmpty()) {
        events.accept(data.toString());
        data.setLength(0);
      } else if (text.startsWith("data:")) {
        append(data, text.substring("data:".length()));
      }
    }
  }

  private static void append(StringBuilder data, String value) throws ProtocolException {
    if (data.length() + value.length() > MAX_EVENT_BYTES) {
      throw new ProtocolException(ErrorCode.TOO_LARGE, "an event of more than " + MAX_EVENT_BYTES);
    }
    data.append(data.isEmpty() ? "" : "\n");
    data.append(value.startsWith(" ") ? value.substring(1) : value);
  }
}
