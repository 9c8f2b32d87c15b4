package network.lumora.coordinator.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.count.Event;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.registry.Line;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.wire.MessageCodec;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.PingFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent's connection. Thread-safe: what comes in goes through a bounded queue to one virtual
 * thread at a time, which is there only while there is something to hear: ten thousand that wait
 * make every garbage collection longer.
 */
final class Connection implements Line {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** Messages that wait to be heard; an agent has far fewer under way. */
  private static final int MAX_WAITING = 1_024;

  /** Bytes that wait to be heard. */
  private static final long MAX_WAITING_BYTES = 32L * 1024 * 1024;

  /** Messages that the agent has not read; beyond it, it does not read. */
  private static final int MAX_UNREAD = 1_024;

  /** When so many are unread, answers that can wait do. */
  private static final int MUCH_UNREAD = 128;

  private static final long MAX_ROOM_WAIT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long ROOM_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** PROTOCOL.md, section 4. */
  private static final int MAX_PROBLEMS = 20;

  private final WebSocketImpl socket;
  private final LinkTerms terms;
  private final LongSupplier nanos;
  private final MessageCodec codec;
  private final Counts counts;
  private final Conversation conversation;
  private final String publicAddress;
  private final Queue<Said> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waitingMessages = new AtomicInteger();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicBoolean listening = new AtomicBoolean();
  private final AtomicInteger problems = new AtomicInteger();
  private final long openedNanos;
  private volatile long aliveNanos;
  private volatile long closingNanos;
  private volatile boolean welcomed;
  private volatile boolean closing;
  private volatile boolean gone;

  Connection(
      WebSocketImpl socket, String publicAddress, Conversation.Desks desks, LongSupplier nanos) {
    this.socket = socket;
    this.publicAddress = publicAddress;
    this.terms = desks.terms();
    this.codec = desks.messages();
    this.counts = desks.counts();
    this.nanos = nanos;
    this.openedNanos = nanos.getAsLong();
    this.aliveNanos = openedNanos;
    this.conversation = new Conversation(desks, this);
  }

  /** Something that came over the socket. */
  private sealed interface Said {
    record Words(String text) implements Said {}

    record Bytes(ByteBuffer message) implements Said {}

    /** The socket is closed: nothing comes after it. */
    record Nothing() implements Said {}
  }

  /** What may be done beside the conversation. */
  @FunctionalInterface
  interface Aside {
    void run() throws IOException, ProtocolException, InterruptedException;
  }

  void start() {
    conversation.begin();
  }

  /** Called by the socket's thread, so never waits. */
  void heard(String text) {
    enqueue(new Said.Words(text), text.length());
  }

  /** Called by the socket's thread, so never waits. */
  void heard(ByteBuffer message) {
    enqueue(new Said.Bytes(message), message.remaining());
  }

  private void enqueue(Said said, int length) {
    if (closing) {
      return;
    }
    if (waitingBytes.addAndGet(length) > MAX_WAITING_BYTES
        || waitingMessages.get() >= MAX_WAITING) {
      close(ErrorCode.OVER_LIMIT, "more came at once than can be heard; send slower");
    } else {
      add(said);
    }
  }

  private void add(Said said) {
    waitingMessages.incrementAndGet();
    waiting.add(said);
    if (listening.compareAndSet(false, true)) {
      Thread.ofVirtual().name("agent-link").start(this::listen);
    }
  }

  /** What comes while this thread is about to end is heard by it, or by a new one. */
  private void listen() {
    do {
      for (var said = waiting.poll(); said != null; said = waiting.poll()) {
        hear(said);
      }
      listening.set(false);
    } while (!waiting.isEmpty() && listening.compareAndSet(false, true));
  }

  private void hear(Said said) {
    waitingMessages.decrementAndGet();
    if (gone && !(said instanceof Said.Nothing)) {
      return;
    }
    switch (said) {
      case Said.Words(var text) -> {
        waitingBytes.addAndGet(-text.length());
        guarded(() -> conversation.hear(codec.readToCoordinator(text)));
      }
      case Said.Bytes(var message) -> {
        waitingBytes.addAndGet(-message.remaining());
        guarded(() -> conversation.hear(message));
      }
      case Said.Nothing _ -> conversation.end(Agents.Farewell.BROKEN);
    }
  }

  /** Does something that must not hold up the conversation. */
  void aside(Aside action) {
    Thread.ofVirtual().name("agent-aside").start(() -> guarded(action));
  }

  private void guarded(Aside action) {
    if (closing && !welcomed) {
      return;
    }
    try {
      action.run();
    } catch (ProtocolException e) {
      answer(e.code(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("agent", conversation.speaker())
          .log("a message could not be taken: {}", e.getMessage());
      answer(ErrorCode.UNAVAILABLE, "it cannot be stored now; send it again later");
    } catch (RuntimeException e) {
      LOG.error("an agent's message made the program fail", e);
      answer(ErrorCode.INTERNAL, "a fault of the coordinator; nothing was accepted");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(ErrorCode code, String detail) {
    counts.add(Event.PROBLEM, code);
    LOG.atDebug()
        .addKeyValue("agent", conversation.speaker())
        .addKeyValue("code", code)
        .log(detail);
    if (!welcomed && (code == ErrorCode.UNAVAILABLE || code == ErrorCode.INTERNAL)) {
      close(code, detail);
    } else if (code.closesConnection()) {
      close(code, detail);
    } else if (problems.incrementAndGet() > MAX_PROBLEMS) {
      close(ErrorCode.OVER_LIMIT, "more than " + MAX_PROBLEMS + " problems in one connection");
    } else {
      transmit(problem(code, detail));
    }
  }

  private static Problem problem(ErrorCode code, String detail) {
    return new Problem(code, detail.length() <= 1_000 ? detail : detail.substring(0, 1_000));
  }

  @Override
  public void send(ToAgent message) {
    if (welcomed || message instanceof ToAgent.Challenge) {
      transmit(message);
    }
  }

  void welcome(ToAgent.Welcome welcome) {
    aliveNanos = nanos.getAsLong();
    welcomed = true;
    transmit(welcome);
    ping();
  }

  /** Too many agents come at once: this one is told when it is its turn. */
  void putOff(int seconds) {
    transmit(new ToAgent.Draining(seconds));
    end(CloseFrame.TRY_AGAIN_LATER, "too many agents at once");
  }

  /** Waits while the agent has much to read. */
  void sendWhenRoom(ToAgent message) {
    long start = nanos.getAsLong();
    while (socket.outQueue.size() > MUCH_UNREAD
        && !closing
        && nanos.getAsLong() - start < MAX_ROOM_WAIT_NANOS) {
      LockSupport.parkNanos(ROOM_POLL_NANOS);
    }
    send(message);
  }

  private void transmit(ToAgent message) {
    if (closing) {
      return;
    }
    if (socket.outQueue.size() > MAX_UNREAD) {
      closing = true;
      socket.closeConnection(CloseFrame.POLICY_VALIDATION, ErrorCode.OVER_LIMIT.name());
      return;
    }
    try {
      socket.send(codec.write(message));
    } catch (WebsocketNotConnectedException e) {
      closing = true;
    }
  }

  @Override
  public void close(ErrorCode reason, String detail) {
    transmit(problem(reason, detail));
    end(ErrorCode.CLOSE_CODE, reason.name());
  }

  private void end(int code, String reason) {
    if (!closing) {
      closing = true;
      closingNanos = nanos.getAsLong();
      socket.close(code, reason);
    }
  }

  /** The socket is closed. */
  void gone() {
    gone = true;
    closing = true;
    add(new Said.Nothing());
  }

  void isAlive() {
    aliveNanos = nanos.getAsLong();
  }

  void hasComplaint() {
    LOG.atInfo()
        .addKeyValue("agent", conversation.speaker())
        .log("it told of a problem with what it was sent");
  }

  @Override
  public String publicAddress() {
    return publicAddress;
  }

  /** Measures the round trip; the answer carries the time at which it was asked. */
  void ping() {
    var ping = new PingFrame();
    ping.setPayload(ByteBuffer.allocate(Long.BYTES).putLong(nanos.getAsLong()).flip());
    try {
      socket.sendFrame(ping);
    } catch (WebsocketNotConnectedException e) {
      closing = true;
    }
  }

  void heardPong(ByteBuffer payload) {
    if (payload.remaining() == Long.BYTES) {
      long roundTrip = nanos.getAsLong() - payload.getLong(payload.position());
      if (roundTrip >= 0 && roundTrip < MAX_ROOM_WAIT_NANOS) {
        conversation.measured(roundTrip / 1e6);
      }
    }
  }

  /** Closes the line if the agent has been silent for too long. */
  void watch() {
    long now = nanos.getAsLong();
    if (closing) {
      if (!gone && now - closingNanos > terms.helloTimeout().toNanos()) {
        socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
      }
    } else if (!conversation.isAuthenticated()) {
      if (now - openedNanos > terms.helloTimeout().toNanos()) {
        close(ErrorCode.NOT_AUTHENTICATED, "no hello came in time");
      }
    } else if (now - aliveNanos > terms.longestSilence().toNanos()) {
      conversation.end(Agents.Farewell.FOR_GOOD);
      close(ErrorCode.EXPIRED, "no heartbeat came for three periods");
    }
  }
}
