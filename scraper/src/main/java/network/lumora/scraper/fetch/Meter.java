package network.lumora.scraper.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.util.function.LongSupplier;
import network.lumora.scraper.page.PageLimits;
import network.lumora.scraper.page.Refusal;
import network.lumora.scraper.page.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Counts and bounds the bytes of one exchange at the socket. Used by the one thread that runs the
 * exchange.
 */
final class Meter {
  static final int HEADER_SECTION_BYTES = 64 * 1024;

  /** For TLS handshakes, record framing and chunk sizes, beyond header section and body. */
  private static final long OVERHEAD_BYTES = 128 * 1024;

  private final Throttle throttle;
  private final LongSupplier nanos;
  private final long mostDownBytes;
  private long upBytes;
  private long downBytes;
  private long headerBytes;
  private long throttledNanos;
  private boolean inHeaders;
  private boolean connected;
  private @Nullable ProtocolException ended;

  Meter(Throttle throttle, LongSupplier nanos, PageLimits limits) {
    this.throttle = throttle;
    this.nanos = nanos;
    var body = limits.wireBytes();
    this.mostDownBytes = body + body / 16 + HEADER_SECTION_BYTES + OVERHEAD_BYTES;
  }

  void up(int bytes) throws IOException {
    var start = nanos.getAsLong();
    try {
      throttle.awaitUp(bytes);
    } catch (InterruptedIOException e) {
      throw end(new Stopped(e));
    } finally {
      throttledNanos += nanos.getAsLong() - start;
    }
    upBytes += bytes;
  }

  void down(int bytes) throws IOException {
    downBytes += bytes;
    headerBytes += inHeaders ? bytes : 0;
    var start = nanos.getAsLong();
    try {
      throttle.awaitDown(bytes);
    } catch (InterruptedIOException e) {
      throw end(new Stopped(e));
    } finally {
      throttledNanos += nanos.getAsLong() - start;
    }
  }

  /** Asked before each read, so that the last chunk within a limit is still delivered. */
  void beforeRead() throws IOException {
    if (ended != null) {
      // After a failed write OkHttp still waits for an answer.
      throw ended;
    }
    if (headerBytes > HEADER_SECTION_BYTES) {
      throw end(
          new BrokenRule(
              Refusal.HTTP_RESPONSE_HEADER_SECTION_SIZE,
              "the header section is over " + HEADER_SECTION_BYTES + " bytes"));
    }
    if (downBytes > mostDownBytes) {
      throw end(
          new BrokenRule(
              Refusal.HTTP_RESPONSE_BODY_SIZE, "over " + mostDownBytes + " bytes on the wire"));
    }
  }

  Throttle throttle() {
    return throttle;
  }

  long now() {
    return nanos.getAsLong();
  }

  int chunkBytes() {
    return Math.min(throttle.chunkBytes(), Throttle.MOST_CHUNK_BYTES);
  }

  void connected() {
    connected = true;
  }

  void headersBegin() {
    inHeaders = true;
    headerBytes = 0;
  }

  void headersEnd() {
    inHeaders = false;
    headerBytes = 0;
  }

  /** Remembers why we ended it, whatever OkHttp makes of the exception. */
  <E extends ProtocolException> E end(E reason) {
    ended = ended == null ? reason : ended;
    return reason;
  }

  @Nullable ProtocolException ended() {
    return ended;
  }

  boolean hasConnected() {
    return connected;
  }

  long downBytes() {
    return downBytes;
  }

  /** How long our own throttle held the exchange up. */
  long throttledNanos() {
    return throttledNanos;
  }

  Traffic traffic() {
    return new Traffic(upBytes, downBytes);
  }
}
