package network.lumora.agent.datagram;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import network.lumora.agent.challenge.Path;

/** Takes datagrams on a challenger's port that belong to no slot. */
@FunctionalInterface
public interface Strangers {
  /** For those whom nothing else is to be said. */
  Strangers UNHEARD = (_, _, _, _) -> {};

  /**
   * @param nanos when it was read
   * @param back the way to where it came from
   */
  void received(ByteBuffer datagram, InetSocketAddress from, long nanos, Path back);
}
