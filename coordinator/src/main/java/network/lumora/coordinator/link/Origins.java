package network.lumora.coordinator.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;

/**
 * From where agents connect.
 *
 * @param proxies whose word on it is believed: the last address of their X-Forwarded-For
 */
record Origins(Set<InetAddress> proxies) {
  static final String UNKNOWN = "unknown";

  private static final String HEADER = "X-Forwarded-For";

  boolean isProxy(WebSocket socket) {
    var remote = socket.getRemoteSocketAddress();
    return remote != null && proxies.contains(remote.getAddress());
  }

  /** An IP address, or {@link #UNKNOWN}. */
  String of(WebSocket socket, ClientHandshake handshake) {
    return isProxy(socket)
        ? last(handshake.getFieldValue(HEADER))
        : of(socket.getRemoteSocketAddress());
  }

  private static String of(InetSocketAddress remote) {
    return remote == null ? UNKNOWN : text(remote.getAddress());
  }

  /** What stands before the last was told by the agent itself. */
  private static String last(String addresses) {
    var told = addresses.substring(addresses.lastIndexOf(',') + 1).strip();
    try {
      return text(InetAddress.ofLiteral(told));
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
  }

  private static String text(InetAddress address) {
    return address.getHostAddress().split("%", 2)[0];
  }
}
