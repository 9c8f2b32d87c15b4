package network.lumora.coordinator.http;

import io.javalin.http.Context;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;

/** Reads bodies of requests, none longer or slower than it may be. Thread-safe. */
final class Bodies {
  /** PROTOCOL.md, section 5. */
  static final int MAX_ORDER_BYTES = 8 * 1024 * 1024;

  /** All other bodies are one small record. */
  static final int MAX_SMALL_BYTES = 64 * 1024;

  private static final int BUFFER_BYTES = 16 * 1024;

  /** What is read of a body that is too large and thrown away; whoever sends more is cut off. */
  private static final int MAX_DISCARDED_BYTES = 2 * MAX_ORDER_BYTES;

  /** For the whole body: the largest order at one Mbit/s. A single wait ends sooner. */
  private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(70);

  private final LongSupplier nanos;

  Bodies(LongSupplier nanos) {
    this.nanos = nanos;
  }

  byte[] json(Context request, int maxBytes) throws ProtocolException {
    var type = String.valueOf(request.contentType()).toLowerCase(Locale.ROOT);
    if (!type.equals("application/json") && !type.startsWith("application/json;")) {
      throw new UnsupportedMediaTypeResponse("expected a body of type application/json");
    }
    try {
      return read(request, maxBytes);
    } catch (IOException e) {
      request.header("Connection", "close");
      throw new ProtocolException(
          ErrorCode.MALFORMED, "the body ended early or came too slowly", e);
    }
  }

  /**
   * Goes on reading a body that is too large: a caller that still sends when the connection is
   * closed never sees the answer (RFC 9112 section 9.6).
   */
  private byte[] read(Context request, int maxBytes) throws IOException, ProtocolException {
    long start = nanos.getAsLong();
    var body = new ByteArrayOutputStream();
    var buffer = new byte[BUFFER_BYTES];
    var in = request.req().getInputStream();
    long seen = 0;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      seen += count;
      if (seen <= maxBytes) {
        body.write(buffer, 0, count);
      }
      if (seen > MAX_DISCARDED_BYTES) {
        break;
      }
      if (nanos.getAsLong() - start > MAX_NANOS) {
        throw new IOException("the body came too slowly");
      }
    }
    if (seen > maxBytes) {
      throw tooLarge(request, maxBytes);
    }
    return body.toByteArray();
  }

  private static ProtocolException tooLarge(Context request, int maxBytes) {
    request.header("Connection", "close");
    return new ProtocolException(
        ErrorCode.TOO_LARGE, "the body has more than %d bytes".formatted(maxBytes));
  }
}
