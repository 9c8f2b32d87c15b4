package network.lumora.agent.websocket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.protocols.Protocol;

/**
 * One WebSocket over a connected socket; each binary message is a datagram. Thread-safe.
 *
 * <p>There is no closing handshake: whatever is amiss, and whoever ends it, ends it at once, and
 * nothing that waited to be sent goes out after.
 */
final class Wire extends WebSocketAdapter {
  /** As long as the longest datagram of a slot. */
  private static final int MAX_MESSAGE_BYTES = 1_400;

  private static final String PROTOCOL = "lumora.slot.v1";
  private static final String PLACE = "/slot";

  /** 45 kB, beside what the system holds: 4 ms at 100 Mbit/s. */
  private static final int MAX_QUEUED = 32;

  /** Of the upgrade, which the library would let grow without end. */
  private static final int MAX_HANDSHAKE_BYTES = 8_192;

  private static final int READ_BYTES = 16_384;

  private final Socket raw;
  private final Socket stream;
  private final Ear ear;
  private final WebSocketImpl socket;

  /** Whoever is at this end. Called by the reading thread; must return at once. */
  interface Ear {
    void heard(ByteBuffer message);

    void gone();
  }

  /** What makes the library's side of a connection. */
  @FunctionalInterface
  private interface Side {
    WebSocketImpl of(Wire wire);
  }

  private Wire(Socket raw, Socket stream, Ear ear, Side side) {
    this.raw = raw;
    this.stream = stream;
    this.ear = ear;
    this.socket = side.of(this);
  }

  /**
   * The challenger's end.
   *
   * @param stream the same socket, or TLS over it
   */
  static Wire atChallenger(Socket raw, Socket stream, Ear ear) {
    return new Wire(raw, stream, ear, wire -> new WebSocketImpl(wire, List.of(draft())));
  }

  /** The prover's end; asks for the upgrade. */
  static Wire atProver(Socket raw, Socket stream, Ear ear) throws IOException {
    var wire = new Wire(raw, stream, ear, made -> new WebSocketImpl(made, draft()));
    var request = new HandshakeImpl1Client();
    request.setResourceDescriptor(PLACE);
    request.put("Host", raw.getInetAddress().getHostAddress() + ":" + raw.getPort());
    try {
      wire.socket.startHandshake(request);
    } catch (InvalidHandshakeException e) {
      throw new IOException("the upgrade could not be asked for", e);
    }
    return wire;
  }

  private static Draft draft() {
    return new Draft_6455(List.of(), List.of(new Protocol(PROTOCOL)), MAX_MESSAGE_BYTES);
  }

  /** Blocks until the connection ends; what is to be sent is written by another thread. */
  void read() {
    var writer = Thread.ofVirtual().name("slot-writer").start(this::write);
    try {
      readAll();
    } catch (IOException _) {
      // It ends all the same.
    } finally {
      drop();
      writer.interrupt();
      ear.gone();
    }
  }

  private void readAll() throws IOException {
    var in = stream.getInputStream();
    var bytes = new byte[READ_BYTES];
    int unopened = 0;
    for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
      unopened += socket.isOpen() ? 0 : count;
      if (unopened > MAX_HANDSHAKE_BYTES) {
        return;
      }
      if (count > 0) {
        socket.decode(ByteBuffer.wrap(bytes, 0, count));
      }
    }
  }

  private void write() {
    try {
      var out = stream.getOutputStream();
      while (!raw.isClosed()) {
        var next = socket.outQueue.take();
        out.write(next.array(), next.arrayOffset() + next.position(), next.remaining());
      }
    } catch (IOException _) {
      drop();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there was room for it. */
  boolean send(ByteBuffer datagram) {
    if (!hasRoom()) {
      return false;
    }
    try {
      socket.send(datagram.slice());
      return true;
    } catch (WebsocketNotConnectedException _) {
      return false;
    }
  }

  private boolean hasRoom() {
    return socket.isOpen() && socket.outQueue.size() < MAX_QUEUED;
  }

  void drop() {
    Abrupt.end(raw);
  }

  @Override
  public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
      WebSocket conn, Draft draft, ClientHandshake request) throws InvalidDataException {
    if (!request.getResourceDescriptor().equals(PLACE)) {
      throw new InvalidDataException(CloseFrame.POLICY_VALIDATION, "slots are at " + PLACE);
    }
    return super.onWebsocketHandshakeReceivedAsServer(conn, draft, request);
  }

  @Override
  public void onWebsocketOpen(WebSocket conn, Handshakedata handshake) {}

  @Override
  public void onWebsocketMessage(WebSocket conn, ByteBuffer message) {
    ear.heard(message);
  }

  @Override
  public void onWebsocketMessage(WebSocket conn, String message) {
    drop();
  }

  @Override
  public void onWebsocketPing(WebSocket conn, Framedata frame) {
    if (hasRoom()) {
      super.onWebsocketPing(conn, frame);
    }
  }

  @Override
  public void onWebsocketError(WebSocket conn, Exception failure) {
    drop();
  }

  @Override
  public void onWebsocketCloseInitiated(WebSocket conn, int code, String reason) {
    drop();
  }

  @Override
  public void onWebsocketClosing(WebSocket conn, int code, String reason, boolean remote) {
    drop();
  }

  @Override
  public void onWebsocketClose(WebSocket conn, int code, String reason, boolean remote) {
    drop();
  }

  /** The writer waits for it by itself. */
  @Override
  public void onWriteDemand(WebSocket conn) {}

  @Override
  public InetSocketAddress getLocalSocketAddress(WebSocket conn) {
    return (InetSocketAddress) raw.getLocalSocketAddress();
  }

  @Override
  public InetSocketAddress getRemoteSocketAddress(WebSocket conn) {
    return (InetSocketAddress) raw.getRemoteSocketAddress();
  }
}
