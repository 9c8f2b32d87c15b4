package network.lumora.bridge.api;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import network.lumora.bridge.guard.Code;
import network.lumora.bridge.guard.LoopbackGuard;
import network.lumora.bridge.guard.RefusedCall;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.wire.DocumentCodec;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** Bodies of requests, read whole before a handler runs, within a time and a size. Thread-safe. */
final class Bodies {
  /** Our own clients send a body in one piece. */
  static final Duration DEADLINE = Duration.ofSeconds(5);

  private static final String READ = "lumora.body";
  private static final int PIECE_BYTES = 4 * 1024;

  private final DocumentCodec codec = new DocumentCodec();
  private final LongSupplier nanos;

  Bodies(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Reads the body, and keeps it for {@link #of}.
   *
   * @throws RefusedCall TOO_LARGE or TOO_SLOW
   */
  void read(Context context) {
    var end = ServletContextRequest.getServletContextRequest(context.req());
    var endPoint = end.getConnectionMetaData().getConnection().getEndPoint();
    long idleMillis = endPoint.getIdleTimeout();
    try {
      context.attribute(READ, read(context, endPoint));
    } catch (IOException e) {
      throw new RefusedCall(Code.TOO_SLOW, "the body did not come whole in time");
    } finally {
      endPoint.setIdleTimeout(idleMillis);
    }
  }

  private byte[] read(Context context, EndPoint endPoint) throws IOException {
    long deadline = nanos.getAsLong() + DEADLINE.toNanos();
    var body = new ByteArrayOutputStream();
    var piece = new byte[PIECE_BYTES];
    var in = context.req().getInputStream();
    while (true) {
      endPoint.setIdleTimeout(millisUntil(deadline));
      int count = in.read(piece);
      if (count < 0) {
        return body.toByteArray();
      }
      body.write(piece, 0, count);
      if (body.size() > LoopbackGuard.MAX_BODY_BYTES) {
        throw LoopbackGuard.tooLarge();
      }
    }
  }

  private long millisUntil(long deadline) throws IOException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - nanos.getAsLong());
    if (left <= 0) {
      throw new IOException("the deadline is over");
    }
    return left;
  }

  /**
   * The record in the body.
   *
   * @throws RefusedCall MALFORMED if it is none
   */
  <R extends Record> R of(Context context, Class<R> type) {
    byte[] body = context.attribute(READ);
    try {
      return codec.read(body == null ? new byte[0] : body, type);
    } catch (ProtocolException e) {
      throw new RefusedCall(Code.MALFORMED, String.valueOf(e.getMessage()));
    }
  }
}
