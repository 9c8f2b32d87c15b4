package network.lumora.systemtests.bench.bandwidth.foreground;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import network.lumora.systemtests.bed.Bed;
import network.lumora.systemtests.bed.Host;

/** Small UDP packets there and back, fifty a second, as a call or a game sends them. */
public final class LatencyProbe implements Closeable {
  private static final int PORT = 9_104;
  private static final int PACKET_BYTES = 64;
  private static final long PERIOD_NANOS = 20_000_000;

  private record Sample(long sentNanos, long roundTripNanos) {}

  private final DatagramChannel echoing;
  private final DatagramChannel asking;
  private final ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();

  private LatencyProbe(DatagramChannel echoing, DatagramChannel asking) {
    this.echoing = echoing;
    this.asking = asking;
  }

  /** Between the host and a server, until closed. */
  public static LatencyProbe start(Bed bed, Host host) throws IOException {
    var echo = new InetSocketAddress(bed.server(2), PORT);
    var asking = host.namespace().datagrams(new InetSocketAddress(host.address(), 0));
    var _ = asking.connect(echo);
    var probe = new LatencyProbe(bed.servers().datagrams(echo), asking);
    thread("probe-echo", probe::echo);
    thread("probe-ask", probe::ask);
    thread("probe-hear", probe::hear);
    return probe;
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void thread(String name, Work work) {
    Thread.ofPlatform()
        .name(name)
        .daemon()
        .start(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // Closed.
              }
            });
  }

  private void echo() throws IOException {
    var packet = ByteBuffer.allocateDirect(PACKET_BYTES);
    while (true) {
      var from = echoing.receive(packet.clear());
      var _ = echoing.send(packet.flip(), from);
    }
  }

  private void ask() throws IOException {
    var packet = ByteBuffer.allocateDirect(PACKET_BYTES);
    for (long at = System.nanoTime(); true; at += PERIOD_NANOS) {
      LockSupport.parkNanos(at - System.nanoTime());
      var _ = asking.write(packet.clear().putLong(0, System.nanoTime()));
    }
  }

  private void hear() throws IOException {
    var packet = ByteBuffer.allocateDirect(PACKET_BYTES);
    while (true) {
      var _ = asking.read(packet.clear());
      long sent = packet.getLong(0);
      samples.add(new Sample(sent, System.nanoTime() - sent));
    }
  }

  /** Round trips of the packets sent in this time, from least to most, in milliseconds. */
  public double[] millisBetween(long fromNanos, long toNanos) {
    return samples.stream()
        .filter(sample -> fromNanos <= sample.sentNanos() && sample.sentNanos() < toNanos)
        .mapToDouble(sample -> sample.roundTripNanos() / 1e6)
        .sorted()
        .toArray();
  }

  @Override
  public void close() throws IOException {
    asking.close();
    echoing.close();
  }
}
