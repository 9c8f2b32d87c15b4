package network.lumora.consumer.relay;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.lumora.proof.grant.SignedGrant;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.RelayPlace;
import network.lumora.protocol.message.RelayRequest;
import network.lumora.protocol.passage.Crossing;
import network.lumora.protocol.passage.Talk;
import network.lumora.protocol.relay.Conversation.Life;
import network.lumora.protocol.relay.Limits;
import network.lumora.protocol.relay.RelaySubject;
import network.lumora.protocol.relay.ResetCode;
import network.lumora.protocol.seal.FrameSecret.End;
import org.jspecify.annotations.Nullable;

/**
 * Brings local connections to another member, over one agent after the other: what was on its way
 * when one was lost is sent again through the next. Thread-safe.
 */
public final class CallerRelay implements AutoCloseable {
  /** What the other member does with it is its own business. */
  static final String TARGET = "forward";

  private static final long LONGEST_WITHOUT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Between receipts that the coordinator is sent. */
  private static final int POST_TICKS = 10;

  private static final int MAX_AVOIDED = 8;

  private final Self self;
  private final RelayOffice office;
  private final PublicKey callee;
  private final PrintWriter log;
  private volatile ReceiptPost receipts;
  private final Talk talk;
  private final String conversationId;
  private final Deque<PublicKey> avoided = new ArrayDeque<>();
  private final Semaphore room = new Semaphore(Limits.USUAL.streams());
  private long passages;
  private @Nullable GrantUse use;

  /** Brings the next passage while the one before goes on. */
  private @Nullable Thread next;

  public CallerRelay(Self self, RelayOffice office, PublicKey callee, PrintWriter log) {
    this.self = self;
    this.office = office;
    this.callee = callee;
    this.log = log;
    this.receipts = new ReceiptPost(office, this::say);
    this.talk = new Talk(End.CALLER, Life.MANY_PASSAGES, Limits.USUAL, self.nanos());
    this.conversationId = self.id();
  }

  /** Returns when no agent was found for too long, or it was closed. */
  public void run() throws InterruptedException {
    Thread.ofVirtual().name("caller-tick").start(this::tick);
    while (!talk.isClosed()) {
      goThrough();
      awaitNext();
      talk.tick(LONGEST_WITHOUT_NANOS);
      if (!talk.isClosed()) {
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private void tick() {
    for (int ticks = 1; !talk.isClosed(); ticks++) {
      LockSupport.parkNanos(TICK_NANOS);
      goOn();
      if (ticks % POST_TICKS == 0) {
        receipts.send();
      }
    }
  }

  /** A grant that is nearly over is followed by the next, which its streams move to. */
  private synchronized void goOn() {
    var now = use;
    if (now != null && now.isNearlyOver(self.nanos().getAsLong())) {
      use = null;
      next = Thread.ofVirtual().name("next-passage").start(this::nextPassage);
    }
  }

  private void nextPassage() {
    try {
      goThrough();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Those to avoid may be all that there are: then they are asked, too. */
  private void goThrough() throws InterruptedException {
    if (!passage()) {
      var _ = passage();
    }
  }

  /** The passage that ended may have been left for another. */
  private void awaitNext() throws InterruptedException {
    for (var thread = takeNext(); thread != null; thread = takeNext()) {
      thread.join();
    }
  }

  private synchronized @Nullable Thread takeNext() {
    var thread = next;
    next = null;
    return thread;
  }

  /** Whether there was one. */
  private boolean passage() throws InterruptedException {
    boolean hasBegun = false;
    var post = new ReceiptPost(office, this::say);
    try {
      var place = office.open(new RelayRequest(callee, null, avoided()));
      try (var line = dial(place)) {
        long number = nextNumber();
        var agreed = line.call(talk, conversationId, number, callee, post);
        hasBegun = true;
        begins(agreed.use(), post);
        say("passage %d goes through agent %s".formatted(number, line.agent().abbreviated()));
        agreed.passage().run(true);
        say("passage %d has ended".formatted(number));
      }
    } catch (ProtocolException e) {
      say("no passage: " + e.getMessage());
      if (e.code() == ErrorCode.UNAVAILABLE) {
        avoidNobody();
      }
    } catch (IOException e) {
      say("no passage: " + e.getMessage());
    } finally {
      post.send();
    }
    return hasBegun;
  }

  private synchronized long nextNumber() {
    return ++passages;
  }

  private synchronized void begins(GrantUse grant, ReceiptPost post) {
    use = grant;
    receipts = post;
  }

  /** The newest alone: to find that there is no other agent takes seconds. */
  private synchronized List<PublicKey> avoided() {
    return avoided.isEmpty() ? List.of() : List.of(avoided.getLast());
  }

  private AgentLine dial(RelayPlace place) throws IOException, ProtocolException {
    var own = self.identity().publicKey();
    avoid(SignedGrant.read(place.grant(), self.coordinator()).grant().provider());
    return AgentLine.dial(self, place, own, RelaySubject.of(own, callee));
  }

  private synchronized void avoidNobody() {
    avoided.clear();
  }

  /** Another one is asked first next time. */
  private synchronized void avoid(PublicKey agent) {
    avoided.remove(agent);
    if (avoided.size() == MAX_AVOIDED) {
      avoided.removeFirst();
    }
    avoided.addLast(agent);
  }

  private void say(String line) {
    log.println(line);
    log.flush();
  }

  /** Takes connections until the socket is closed. */
  public void serve(ServerSocketChannel server) {
    try {
      while (!talk.isClosed()) {
        var socket = server.accept();
        if (room.tryAcquire()) {
          self.threads().start("forwarded", () -> carry(socket));
        } else {
          socket.close();
        }
      }
    } catch (IOException e) {
      talk.close();
    }
  }

  private void carry(SocketChannel socket) {
    try (socket) {
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      var stream = talk.open(TARGET);
      if (stream.isPresent()) {
        try (var program = new ProgramLine(socket)) {
          var owner = new Owner(TARGET, this::say);
          new Crossing(program, stream.get(), ResetCode.CANCELLED, owner, self.threads())
              .carry(ByteBuffer.allocate(0));
        }
      }
    } catch (IOException e) {
      // The program has gone; there is nobody to tell.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
  }

  @Override
  public void close() {
    talk.close();
  }
}
