package network.lumora.systemtests.bench.bandwidth.background;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import network.lumora.agent.probe.Reflector;

/** A challenger's port, as far as it sends probes back. */
final class ReflectorPort implements Closeable {
  private final DatagramChannel channel;
  private final Reflector reflector = new Reflector();

  private ReflectorPort(DatagramChannel channel) {
    this.channel = channel;
  }

  static ReflectorPort start(DatagramChannel channel) {
    var port = new ReflectorPort(channel);
    Thread.ofPlatform().name("reflector").daemon().start(port::serve);
    return port;
  }

  private void serve() {
    var datagram = ByteBuffer.allocateDirect(2_048);
    while (channel.isOpen()) {
      try {
        var from = channel.receive(datagram.clear());
        datagram.flip();
        if (from instanceof InetSocketAddress agent
            && reflector.reflect(datagram, agent.getAddress(), System.nanoTime())) {
          channel.send(datagram, agent);
        }
      } catch (IOException e) {
        // Closed: the loop ends.
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
