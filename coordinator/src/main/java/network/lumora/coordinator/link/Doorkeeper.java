package network.lumora.coordinator.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WebSocketServerFactory;
import org.java_websocket.drafts.Draft;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;

/**
 * Knows every socket from the moment it was accepted, which the library does only once it has
 * spoken; so bounds their number, and closes those that stay silent. Thread-safe.
 */
final class Doorkeeper implements WebSocketServerFactory {
  /** Addresses that are remembered, each with its count for a minute. */
  private static final int MAX_ADDRESSES = 10_000;

  private final LinkTerms terms;
  private final LongSupplier nanos;
  private final Map<WebSocket, Long> silentSince = new ConcurrentHashMap<>();
  private final AtomicInteger inside = new AtomicInteger();
  private final Cache<String, AtomicInteger> recent;

  /** Made by the accepting thread just before it asks for this socket's channel. */
  private @Nullable WebSocket newest;

  Doorkeeper(LinkTerms terms, LongSupplier nanos) {
    this.terms = terms;
    this.nanos = nanos;
    this.recent =
        Caffeine.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            .expireAfterWrite(Duration.ofMinutes(1))
            .ticker(nanos::getAsLong)
            .build();
  }

  @Override
  public WebSocketImpl createWebSocket(WebSocketAdapter adapter, List<Draft> drafts) {
    var socket = new WebSocketImpl(adapter, drafts);
    newest = socket;
    return socket;
  }

  @Override
  public WebSocketImpl createWebSocket(WebSocketAdapter adapter, Draft draft) {
    return createWebSocket(adapter, List.of(draft));
  }

  @Override
  public ByteChannel wrapChannel(SocketChannel channel, SelectionKey key) throws IOException {
    if (silentSince.size() + inside.get() >= terms.maxConnections() || comesTooOften(channel)) {
      channel.close();
      throw new IOException("too many connections");
    }
    var socket = newest;
    if (socket != null) {
      silentSince.put(socket, nanos.getAsLong());
    }
    return channel;
  }

  private boolean comesTooOften(SocketChannel channel) throws IOException {
    return channel.getRemoteAddress() instanceof InetSocketAddress remote
        && !terms.proxies().contains(remote.getAddress())
        && comesTooOften(remote.getAddress().getHostAddress());
  }

  /** One more connection comes from this address. */
  boolean comesTooOften(String address) {
    return recent.get(address, _ -> new AtomicInteger()).incrementAndGet() > terms.maxPerMinute();
  }

  void isOpen(WebSocket socket) {
    silentSince.remove(socket);
    inside.incrementAndGet();
  }

  /** Only sockets that were open come here. */
  void isClosed(WebSocket socket) {
    silentSince.remove(socket);
    inside.decrementAndGet();
  }

  /** Closes sockets that have not asked for an upgrade in time. */
  void check() {
    long now = nanos.getAsLong();
    silentSince.forEach(
        (socket, since) -> {
          if (now - since > terms.helloTimeout().toNanos()) {
            silentSince.remove(socket);
            socket.closeConnection(CloseFrame.NEVER_CONNECTED, "");
          }
        });
  }

  @Override
  public void close() {}
}
