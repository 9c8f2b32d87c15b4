package network.lumora.systemtests.bench.bandwidth.challenge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.lumora.systemtests.bed.Host;

/**
 * When the last packet came to a host for a socket that was closed already: its kernel counts
 * datagrams that find no port, and resets with which it answers segments. Thread-safe.
 */
final class LatePackets implements AutoCloseable {
  private static final int MOST_BYTES = 16 * 1024;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** Of the line {@code Udp: InDatagrams NoPorts …}. */
  private static final int NO_PORTS = 2;

  /** Of the line {@code Tcp: RtoAlgorithm … InErrs OutRsts …}. */
  private static final int OUT_RSTS = 14;

  private final FileChannel table;
  private final Thread thread;
  private volatile long lastNanos;
  private volatile boolean isOpen = true;

  private LatePackets(FileChannel table) {
    this.table = table;
    this.thread = Thread.ofPlatform().daemon().name("late-packets").unstarted(this::look);
  }

  static LatePackets watch(Host host) throws IOException {
    var late =
        new LatePackets(
            host.namespace().run(() -> FileChannel.open(Path.of("/proc/thread-self/net/snmp"))));
    late.thread.start();
    return late;
  }

  private void look() {
    long before = count();
    while (isOpen) {
      LockSupport.parkNanos(LOOK_NANOS);
      long now = count();
      lastNanos = now == before ? lastNanos : System.nanoTime();
      before = now;
    }
  }

  private long count() {
    var bytes = ByteBuffer.allocate(MOST_BYTES);
    try {
      while (table.read(bytes, bytes.position()) > 0) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    return value(text, "Udp: ", NO_PORTS) + value(text, "Tcp: ", OUT_RSTS);
  }

  /** The line before it names the columns. */
  private static long value(String text, String begin, int column) {
    return text.lines()
        .filter(line -> line.startsWith(begin) && !Character.isLetter(line.charAt(begin.length())))
        .map(line -> Long.parseLong(line.split(" ", -1)[column]))
        .findFirst()
        .orElse(0L);
  }

  /** By {@code System.nanoTime}; 0 if none came. */
  long lastNanos() {
    return lastNanos;
  }

  @Override
  public void close() throws IOException {
    isOpen = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    table.close();
  }
}
