package network.lumora.agent.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocketFactory;
import network.lumora.protocol.wire.Frame;
import network.lumora.protocol.wire.MessageCodec;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;

/** One WebSocket to the coordinator. Its callbacks only fill the inbox. Thread-safe. */
final class LinkSocket extends WebSocketClient {
  private static final int CONNECT_MILLIS = 10_000;

  /** Pings, and drops a connection whose other end answers none. */
  private static final int LOST_AFTER_SECONDS = 45;

  /** A text of the longest allowed length, each character of three bytes in UTF-8. */
  private static final int MAX_MESSAGE_BYTES = 3 * MessageCodec.MAX_TEXT_CHARACTERS;

  /** A peer that takes nothing for so long is gone. */
  private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Inbox inbox;
  private final LinkPings pings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition taken = lock.newCondition();

  private LinkSocket(CoordinatorAddress address, Inbox inbox, LinkPings pings) {
    super(
        address.uri(),
        new Draft_6455(List.of(), List.of(new Protocol(MessageCodec.VERSION)), MAX_MESSAGE_BYTES));
    this.inbox = inbox;
    this.pings = pings;
    setConnectionLostTimeout(LOST_AFTER_SECONDS);
  }

  /** Connects TCP and TLS, and begins the upgrade. */
  static LinkSocket open(CoordinatorAddress address, LinkMeter meter, Inbox inbox, LinkPings pings)
      throws IOException {
    var link = new LinkSocket(address, inbox, pings);
    link.setSocketFactory(new ReadySocket(link.connected(address, meter)));
    link.connect();
    return link;
  }

  private Socket connected(CoordinatorAddress address, LinkMeter meter) throws IOException {
    var socket = new MeteredSocket(meter, this::signalTaken, pings);
    try {
      var host = address.uri().getHost();
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(host, address.port()), CONNECT_MILLIS);
      pings.connected(socket.getInetAddress());
      return address.tls()
          ? ((SSLSocketFactory) SSLSocketFactory.getDefault())
              .createSocket(socket, host, address.port(), true)
          : socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends when the queue before the socket is short; a peer that does not read stops us here. */
  void sendText(String text) throws IOException, InterruptedException {
    awaitRoom();
    try {
      send(text);
    } catch (WebsocketNotConnectedException e) {
      throw new IOException("the connection is closed", e);
    }
  }

  void sendFrame(Frame frame) throws IOException, InterruptedException {
    awaitRoom();
    try {
      ByteBuffer bytes = frame.encode();
      send(bytes);
    } catch (WebsocketNotConnectedException e) {
      throw new IOException("the connection is closed", e);
    }
  }

  private void awaitRoom() throws IOException, InterruptedException {
    long left = STALLED_NANOS;
    lock.lockInterruptibly();
    try {
      while (isOpen() && hasBufferedData()) {
        left = taken.awaitNanos(left);
        if (left <= 0) {
          closeConnection(1006, "stalled");
          throw new IOException("the coordinator has taken nothing for a minute");
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void signalTaken() {
    lock.lock();
    try {
      taken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a ping would wait behind nothing of ours. */
  boolean isQuiet() {
    return isOpen() && !hasBufferedData() && pings.isQuiet();
  }

  void ping(long number) {
    var frame = new PingFrame();
    frame.setPayload(LinkPings.payload(number));
    try {
      sendFrame(frame);
    } catch (WebsocketNotConnectedException e) {
      signalTaken();
    }
  }

  @Override
  public void onWebsocketPong(WebSocket socket, Framedata frame) {
    pings.came(frame.getPayloadData());
  }

  @Override
  public void onOpen(ServerHandshake handshake) {
    inbox.put(new LinkEvent.Opened());
  }

  @Override
  public void onMessage(String message) {
    inbox.put(new LinkEvent.Text(message));
  }

  @Override
  public void onMessage(ByteBuffer bytes) {
    inbox.put(new LinkEvent.Binary());
  }

  @Override
  public void onClose(int code, String reason, boolean remote) {
    signalTaken();
    inbox.put(new LinkEvent.Closed(code, reason == null ? "" : reason));
  }

  /** A close follows. */
  @Override
  public void onError(Exception e) {
    signalTaken();
  }
}
