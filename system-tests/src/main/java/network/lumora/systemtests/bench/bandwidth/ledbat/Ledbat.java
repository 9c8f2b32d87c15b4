package network.lumora.systemtests.bench.bandwidth.ledbat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.systemtests.bed.Bed;
import network.lumora.systemtests.bench.bandwidth.background.Background;
import network.lumora.systemtests.bench.bandwidth.background.Timeline;

/** One long download over UDP by RFC 6817; every packet is acknowledged with its one-way delay. */
public final class Ledbat implements Background {
  private static final int PORT = 9_102;
  private static final int PACKET_BYTES = 1_400;

  /** Number and time of sending; an acknowledgement has the delay besides. */
  private static final int ACK_BYTES = 24;

  private static final int SOCKET_BYTES = 1 << 20;

  private final Duration target;
  private final List<DatagramChannel> open = new ArrayList<>();
  private volatile boolean running;
  private Timeline own = new Timeline(0);

  /** RFC 6817 asks for at most 100 ms; LEDBAT++ takes 60 ms. */
  public Ledbat(Duration target) {
    this.target = target;
  }

  @Override
  public String name() {
    return "LEDBAT (RFC 6817), target " + target.toMillis() + " ms";
  }

  @Override
  public void start(Bed bed, BytesPerSecond proven) throws IOException {
    own = new Timeline(System.nanoTime());
    running = true;
    var receiving =
        bed.agent().namespace().datagrams(new InetSocketAddress(bed.agent().address(), PORT));
    var sending = bed.servers().datagrams(new InetSocketAddress(bed.server(1), PORT));
    var _ = receiving.setOption(java.net.StandardSocketOptions.SO_RCVBUF, SOCKET_BYTES);
    var _ = sending.connect(receiving.getLocalAddress());
    open.addAll(List.of(receiving, sending));
    thread("ledbat-receive", () -> receive(receiving, own));
    thread("ledbat-send", () -> new Sender(sending).run());
  }

  private interface Work {
    void run() throws IOException;
  }

  private void thread(String name, Work work) {
    Thread.ofPlatform()
        .name(name)
        .daemon()
        .start(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // Stopped: whoever stops closes the channels.
              }
            });
  }

  private static void receive(DatagramChannel channel, Timeline own) throws IOException {
    var packet = ByteBuffer.allocateDirect(PACKET_BYTES);
    var ack = ByteBuffer.allocateDirect(ACK_BYTES);
    while (true) {
      var from = channel.receive(packet.clear());
      long now = System.nanoTime();
      own.add(now, packet.position());
      packet.flip();
      long number = packet.getLong();
      long sentNanos = packet.getLong();
      ack.clear().putLong(number).putLong(sentNanos).putLong(now - sentNanos).flip();
      var _ = channel.send(ack, from);
    }
  }

  private final class Sender {
    private final DatagramChannel channel;
    private final LedbatWindow window =
        new LedbatWindow(
            TimeUnit.MILLISECONDS.toMicros(target.toMillis()), PACKET_BYTES, System.nanoTime());
    private final Outstanding outstanding = new Outstanding();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(PACKET_BYTES);
    private final ByteBuffer ack = ByteBuffer.allocateDirect(ACK_BYTES);
    private long next;
    private long lastAckNanos = System.nanoTime();

    Sender(DatagramChannel channel) {
      this.channel = channel;
    }

    void run() throws IOException {
      try (var selector = Selector.open()) {
        var _ = channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        while (running) {
          sendAllowed();
          var _ = selector.select(TimeUnit.NANOSECONDS.toMillis(window.ctoNanos()));
          selector.selectedKeys().clear();
          readAcks();
        }
      }
    }

    private void sendAllowed() throws IOException {
      while (window.allows(PACKET_BYTES)) {
        packet.clear().putLong(next).putLong(System.nanoTime()).rewind();
        if (channel.write(packet) == 0) {
          return;
        }
        outstanding.sent(next++);
        window.sent(PACKET_BYTES);
      }
    }

    private void readAcks() throws IOException {
      while (channel.read(ack.clear()) == ACK_BYTES) {
        ack.flip();
        acked(ack.getLong(), ack.getLong(), ack.getLong());
        sendAllowed(); // Else a batch of acknowledgements would look like a sender with nothing to
        // send.
      }
      if (System.nanoTime() - lastAckNanos > window.ctoNanos()) {
        outstanding.giveUp();
        window.timedOut();
        lastAckNanos = System.nanoTime();
      }
    }

    private void acked(long number, long sentNanos, long delayNanos) {
      lastAckNanos = System.nanoTime();
      if (outstanding.acked(number)) {
        long delayMicros = TimeUnit.NANOSECONDS.toMicros(delayNanos);
        window.acked(PACKET_BYTES, delayMicros, lastAckNanos - sentNanos, lastAckNanos);
      }
      int lost = outstanding.lostBefore(number);
      if (lost > 0) {
        window.lost(lost * PACKET_BYTES, lastAckNanos);
      }
    }
  }

  @Override
  public void stop() throws IOException {
    running = false;
    for (var channel : open) {
      channel.close();
    }
    open.clear();
  }

  @Override
  public Timeline own() {
    return own;
  }
}
