package network.lumora.scraper.fetch;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import network.lumora.scraper.guard.Approved;
import network.lumora.scraper.page.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A socket that connects to approved addresses only and meters every byte.
 *
 * <p>The check is here, below OkHttp, because OkHttp's name service is not asked for address
 * literals. {@code NO_PROXY}, because a plain socket obeys the system's SOCKS settings. Between
 * exchanges nothing goes in or out: an idle connection in the pool is closed without a farewell.
 */
final class ApprovedSocket extends Socket implements Arrivals {
  /** What is counted and bounded at a time; the throttle may want less. */
  private static final int CHUNK_BYTES = Throttle.MOST_CHUNK_BYTES;

  private final Approved approved;
  private final ScopedValue<Meter> meter;

  /** Who was told that bytes may come here, until it is closed. */
  private final AtomicReference<@Nullable Throttle> told = new AtomicReference<>();

  ApprovedSocket(Approved approved, ScopedValue<Meter> meter) {
    super(Proxy.NO_PROXY);
    this.approved = approved;
    this.meter = meter;
  }

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    connect(endpoint, 0);
  }

  @Override
  public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
    check(endpoint);
    long start = current().now();
    super.connect(endpoint, timeoutMillis);
    long roundTripNanos = current().now() - start;
    try {
      check(getRemoteSocketAddress());
    } catch (IOException e) {
      close();
      throw e;
    }
    current().connected();
    current().throttle().connected(approved.destination().host(), roundTripNanos);
    narrow(roundTripNanos);
    told.set(current().throttle());
    current().throttle().opened(this);
  }

  /** A sender whose reader stops shall stop soon, not after all that the system would take. */
  private void narrow(long roundTripNanos) throws IOException {
    int window = current().throttle().windowBytes(roundTripNanos);
    if (window > 0) {
      setReceiveBufferSize(window);
    }
  }

  @Override
  public int waitingBytes() {
    try {
      return isClosed() ? 0 : super.getInputStream().available();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    int left = waitingBytes();
    super.close();
    var throttle = told.getAndSet(null);
    if (throttle != null) {
      throttle.closed(this, left);
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new MeteredInput(super.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new MeteredOutput(super.getOutputStream());
  }

  private void check(SocketAddress endpoint) throws IOException {
    if (!(endpoint instanceof InetSocketAddress to)
        || to.isUnresolved()
        || to.getPort() != approved.destination().port()
        || !approved.addresses().contains(to.getAddress())) {
      throw current()
          .end(
              new BrokenRule(
                  Refusal.DESTINATION_IP_PROHIBITED,
                  "an address that was not approved for " + approved));
    }
  }

  private Meter current() throws IOException {
    return meter.orElseThrow(() -> new IOException("no exchange is under way"));
  }

  private final class MeteredInput extends FilterInputStream {
    MeteredInput(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      var exchange = current();
      exchange.beforeRead();
      var count = in.read(bytes, offset, Math.min(length, exchange.chunkBytes()));
      if (count > 0) {
        exchange.down(count);
      }
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      return Math.max(0, read(new byte[Math.clamp(count, 0, CHUNK_BYTES)]));
    }
  }

  private final class MeteredOutput extends FilterOutputStream {
    MeteredOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      var exchange = current();
      for (var done = 0; done < length; done += CHUNK_BYTES) {
        var count = Math.min(CHUNK_BYTES, length - done);
        exchange.up(count);
        out.write(bytes, offset + done, count);
      }
    }
  }
}
