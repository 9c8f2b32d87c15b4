package network.lumora.consumer.relay;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.RelayCall;
import network.lumora.protocol.message.RelayInvitation;
import network.lumora.protocol.passage.Crossing;
import network.lumora.protocol.passage.Passage;
import network.lumora.protocol.passage.Talk;
import network.lumora.protocol.passage.TalkStream;
import network.lumora.protocol.relay.Conversation.Life;
import network.lumora.protocol.relay.Limits;
import network.lumora.protocol.relay.RelaySubject;
import network.lumora.protocol.relay.ResetCode;
import network.lumora.protocol.seal.FrameSecret.End;

/**
 * Takes calls of members that its owner named, and brings their streams to one place. Thread-safe.
 */
public final class CalleeRelay implements AutoCloseable {
  private static final int MAX_CONVERSATIONS = 64;
  private static final int CONNECT_MILLIS = 10_000;
  private static final long LONGEST_WITHOUT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Self self;
  private final Set<PublicKey> callers;
  private final InetSocketAddress forward;
  private final PrintWriter log;
  private final Map<String, Held> conversations = new HashMap<>();
  private volatile boolean closed;

  private static final class Held {
    final PublicKey caller;
    final Talk talk;
    long newestPassage;

    Held(PublicKey caller, Talk talk) {
      this.caller = caller;
      this.talk = talk;
    }
  }

  /**
   * @param forward where each stream goes
   */
  public CalleeRelay(
      Self self, Set<PublicKey> callers, InetSocketAddress forward, PrintWriter log) {
    this.self = self;
    this.callers = Set.copyOf(callers);
    this.forward = forward;
    this.log = log;
  }

  /** Waits for calls until it is closed. */
  public void run(Switchboard switchboard) {
    while (!closed) {
      try {
        var invitation = switchboard.next();
        invitation.ifPresent(call -> self.threads().start("called", () -> called(call)));
      } catch (IOException | ProtocolException e) {
        say("no calls: " + e.getMessage());
        LockSupport.parkNanos(RETRY_NANOS);
      }
      tick();
    }
  }

  private synchronized void tick() {
    conversations.values().forEach(held -> held.talk.tick(LONGEST_WITHOUT_NANOS));
    conversations.values().removeIf(held -> held.talk.isClosed());
  }

  private void called(RelayInvitation invitation) {
    if (!callers.contains(invitation.caller())) {
      say("a call of %s is not taken".formatted(invitation.caller()));
      return;
    }
    try {
      var subject = RelaySubject.of(invitation.caller(), self.identity().publicKey());
      var line = AgentLine.dial(self, invitation.place(), invitation.caller(), subject);
      try {
        passage(line).run(false);
      } finally {
        line.close();
      }
    } catch (IOException | ProtocolException e) {
      say("a passage has ended: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Passage passage(AgentLine line) throws IOException, ProtocolException {
    var waiting = line.awaitCall();
    var call = waiting.call();
    synchronized (this) {
      var held = held(call);
      var passage = waiting.answer(held.talk, held.newestPassage);
      held.newestPassage = call.passage();
      return passage;
    }
  }

  private Held held(RelayCall call) throws ProtocolException {
    var known = conversations.get(call.conversationId());
    if (known != null) {
      requireSame(known, call);
      return known;
    }
    if (conversations.size() >= MAX_CONVERSATIONS) {
      throw new ProtocolException(ErrorCode.OVER_LIMIT, "too many conversations");
    }
    var held =
        new Held(
            call.caller(), new Talk(End.CALLEE, Life.MANY_PASSAGES, Limits.USUAL, self.nanos()));
    conversations.put(call.conversationId(), held);
    Thread.ofVirtual().name("callee-streams").start(() -> accept(held.talk));
    return held;
  }

  private static void requireSame(Held known, RelayCall call) throws ProtocolException {
    if (!known.caller.equals(call.caller())) {
      throw new ProtocolException(ErrorCode.CONFLICT, "this conversation is another caller's");
    }
  }

  private void accept(Talk talk) {
    try {
      for (var stream = talk.accept(); stream.isPresent(); stream = talk.accept()) {
        var taken = stream.get();
        self.threads().start("answered", () -> carry(taken));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void carry(TalkStream stream) {
    try (var socket = SocketChannel.open()) {
      socket.socket().connect(forward, CONNECT_MILLIS);
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      try (var program = new ProgramLine(socket)) {
        var owner = new Owner(stream.target(), this::say);
        new Crossing(program, stream, ResetCode.CANCELLED, owner, self.threads())
            .carry(ByteBuffer.allocate(0));
      }
    } catch (IOException e) {
      stream.reset(ResetCode.UNREACHABLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(String line) {
    log.println(line);
    log.flush();
  }

  @Override
  public synchronized void close() {
    closed = true;
    conversations.values().forEach(held -> held.talk.close());
  }
}
