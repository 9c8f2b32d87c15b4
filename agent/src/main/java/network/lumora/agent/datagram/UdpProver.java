package network.lumora.agent.datagram;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.LongSupplier;
import network.lumora.agent.challenge.Path;
import network.lumora.agent.challenge.ProverEnd;
import network.lumora.agent.challenge.ProverResult;
import network.lumora.agent.challenge.SlotEnd;

/** Does a prover's end of a slot over a UDP socket of its own. */
public final class UdpProver {
  /** Read at once before what is due is looked at again. */
  private static final int BATCH = 64;

  private final LongSupplier nanos;

  /**
   * @param nanos a ticker that never goes back
   */
  public UdpProver(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Blocks until the slot is over; for a thread of the platform, which wakes in time.
   *
   * @throws IOException if this machine cannot reach the challenger at all
   */
  public ProverResult run(ProverEnd end, InetSocketAddress challenger) throws IOException {
    drive(end, challenger);
    return end.result();
  }

  /** As {@link #run}, for an end of another kind. */
  public void drive(SlotEnd end, InetSocketAddress challenger) throws IOException {
    try (var channel = UdpChannels.open(challenger.getAddress());
        var selector = Selector.open()) {
      channel.connect(challenger);
      channel.register(selector, SelectionKey.OP_READ);
      drive(end, channel, new Rest(selector));
    }
  }

  private void drive(SlotEnd end, DatagramChannel channel, Rest rest) throws IOException {
    var in = ByteBuffer.allocateDirect(UdpChannels.BUFFER_BYTES);
    Path path = datagram -> send(channel, datagram);
    while (!end.isOver()) {
      long due = end.due(nanos.getAsLong(), path);
      if (read(end, channel, in, path) == 0 && !end.isOver()) {
        rest.until(due, nanos.getAsLong());
      }
    }
  }

  private int read(SlotEnd end, DatagramChannel channel, ByteBuffer in, Path path)
      throws IOException {
    int count = 0;
    while (count < BATCH && !end.isOver() && readOne(channel, in.clear())) {
      end.received(in.flip(), nanos.getAsLong(), path);
      count++;
    }
    return count;
  }

  /** A challenger that does not listen yet is like a datagram that was lost. */
  private static boolean readOne(DatagramChannel channel, ByteBuffer in) throws IOException {
    try {
      return channel.read(in) > 0;
    } catch (PortUnreachableException _) {
      return false;
    }
  }

  /** What the system does not take is lost, as on the way; the slot ends by its own patience. */
  private static boolean send(DatagramChannel channel, ByteBuffer datagram) {
    try {
      return channel.write(datagram) > 0;
    } catch (IOException _) {
      return false;
    }
  }
}
