package network.lumora.agent.datagram;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/** Opens channels that take a slot's bytes even when their reader is late. */
final class UdpChannels {
  /** 60 ms at 500 Mbit/s; the system may give less. */
  private static final int RECEIVE_BYTES = 4 << 20;

  private static final int SEND_BYTES = 1 << 20;

  /** More than any datagram of ours has. */
  static final int BUFFER_BYTES = 2_048;

  private UdpChannels() {}

  static DatagramChannel open(InetAddress address) throws IOException {
    var channel =
        DatagramChannel.open(
            address instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET);
    channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BYTES);
    channel.configureBlocking(false);
    return channel;
  }
}
