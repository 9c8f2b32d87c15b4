package network.lumora.coordinator.link;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import network.lumora.coordinator.challenge.Challenges;
import network.lumora.coordinator.challenge.LineNews;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.lease.Dispatch;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.relay.RelayDesk;
import network.lumora.coordinator.settle.Accounts;
import network.lumora.coordinator.settle.Answers;
import network.lumora.coordinator.settle.SessionNews;
import network.lumora.coordinator.settle.Settlement;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.wire.MessageCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where agents connect. Thread-safe. */
public final class AgentServer implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(AgentServer.class);

  private static final String PATH = "/agent";

  /** The longest text message if each of its characters takes three bytes in UTF-8. */
  private static final int MAX_MESSAGE_BYTES = 3 * MessageCodec.MAX_TEXT_CHARACTERS;

  /** Threads that unpack frames; what the frames say is heard on virtual threads. */
  private static final int DECODERS = 2;

  private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Each costs an idle agent some 200 bytes. */
  private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Connections that the kernel has and nobody has accepted; it cuts this at somaxconn. */
  private static final int MAX_PENDING = 4_096;

  private static final int START_SECONDS = 10;
  private static final int STOP_MILLIS = 2_000;

  private final Conversation.Desks desks;
  private final LongSupplier nanos;
  private final Doorkeeper doorkeeper;
  private final Origins origins;
  private final Sockets sockets;
  private final CompletableFuture<Integer> started = new CompletableFuture<>();
  private volatile boolean closed;

  public AgentServer(
      InetSocketAddress listen,
      LinkTerms terms,
      String origin,
      PublicKey coordinator,
      Agents agents,
      Dispatch dispatch,
      Settlement settlement,
      Answers answers,
      Accounts accounts,
      Challenges challenges,
      LineNews lines,
      SessionNews sessions,
      RelayDesk relays,
      Counts counts,
      Supplier<String> ids,
      InstantSource clock,
      LongSupplier nanos) {
    this.desks =
        new Conversation.Desks(
            new Reception(coordinator, new StatementCodec()),
            new Admission(terms.admission(), nanos),
            counts,
            new MessageCodec(),
            agents,
            dispatch,
            settlement,
            answers,
            accounts,
            challenges,
            lines,
            sessions,
            relays,
            terms,
            origin,
            ids,
            clock);
    this.nanos = nanos;
    this.doorkeeper = new Doorkeeper(terms, nanos);
    this.origins = new Origins(terms.proxies());
    this.sockets = new Sockets(listen);
  }

  /** Gives the port. */
  public int start() throws IOException {
    sockets.start();
    try {
      int port = started.get(START_SECONDS, TimeUnit.SECONDS);
      Thread.ofVirtual().name("link-watch").start(this::watch);
      return port;
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    } catch (TimeoutException e) {
      throw new IOException("the agents' port did not open within 10 s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while opening the agents' port", e);
    }
  }

  private void watch() {
    long pinged = nanos.getAsLong();
    while (!closed) {
      LockSupport.parkNanos(WATCH_NANOS);
      check();
      if (nanos.getAsLong() - pinged > PING_NANOS) {
        pinged = nanos.getAsLong();
        connections().forEach(Connection::ping);
      }
    }
  }

  /** Closes the lines of those that have been silent for too long. */
  void check() {
    connections().forEach(Connection::watch);
    doorkeeper.check();
  }

  private List<Connection> connections() {
    return sockets.getConnections().stream()
        .map(WebSocket::<Connection>getAttachment)
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  /** Tells every agent that the coordinator is about to stop, and when it is its turn to return. */
  public void drain(int retryAfterSeconds) {
    desks.admission().close();
    for (var line : desks.agents().lines()) {
      int seconds = desks.admission().secondsUntilReturn(retryAfterSeconds);
      line.send(new ToAgent.Draining(seconds));
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      sockets.stop(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The library's side: its callbacks hand on what they get, and return. */
  private final class Sockets extends WebSocketServer {
    Sockets(InetSocketAddress listen) {
      super(
          listen,
          DECODERS,
          List.of(
              new Draft_6455(
                  List.of(), List.of(new Protocol(MessageCodec.VERSION)), MAX_MESSAGE_BYTES)));
      setReuseAddr(true);
      setTcpNoDelay(true);
      setConnectionLostTimeout(0);
      setMaxPendingConnections(MAX_PENDING);
      setWebSocketFactory(doorkeeper);
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
        WebSocket conn, Draft draft, ClientHandshake request) throws InvalidDataException {
      if (!request.getResourceDescriptor().equals(PATH)) {
        throw new InvalidDataException(CloseFrame.POLICY_VALIDATION, "agents connect at " + PATH);
      }
      if (origins.isProxy(conn) && doorkeeper.comesTooOften(origins.of(conn, request))) {
        throw new InvalidDataException(CloseFrame.POLICY_VALIDATION, "too many connections");
      }
      return super.onWebsocketHandshakeReceivedAsServer(conn, draft, request);
    }

    @Override
    public void onOpen(WebSocket conn, ClientHandshake handshake) {
      var socket = (WebSocketImpl) conn;
      doorkeeper.isOpen(socket);
      var connection = new Connection(socket, origins.of(conn, handshake), desks, nanos);
      conn.setAttachment(connection);
      connection.start();
    }

    @Override
    public void onClose(WebSocket conn, int code, String reason, boolean remote) {
      doorkeeper.isClosed(conn);
      Connection connection = conn.getAttachment();
      if (connection != null) {
        connection.gone();
      }
    }

    @Override
    public void onMessage(WebSocket conn, String message) {
      Connection connection = conn.getAttachment();
      connection.heard(message);
    }

    @Override
    public void onMessage(WebSocket conn, ByteBuffer message) {
      Connection connection = conn.getAttachment();
      connection.heard(message);
    }

    @Override
    public void onWebsocketPong(WebSocket conn, Framedata frame) {
      Connection connection = conn.getAttachment();
      if (connection != null) {
        connection.heardPong(frame.getPayloadData());
      }
    }

    @Override
    public void onError(WebSocket conn, Exception failure) {
      started.completeExceptionally(failure);
      LOG.debug("an agent's socket failed: {}", failure.getClass().getSimpleName());
    }

    @Override
    public void onStart() {
      started.complete(getPort());
    }
  }
}
