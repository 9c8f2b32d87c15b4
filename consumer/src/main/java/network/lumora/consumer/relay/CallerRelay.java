package network.lumora.consumer.relay;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.RelayRequest;
import network.lumora.protocol.passage.Talk;
import network.lumora.protocol.relay.Limits;
import network.lumora.protocol.relay.RelaySubject;
import network.lumora.protocol.seal.FrameSecret.End;

/**
 * Brings local connections to another member, over one agent after the other: what was on its way
 * when one was lost is sent again through the next. Thread-safe.
 */
public final class CallerRelay implements AutoCloseable {
  /** What the other member does with it is its own business. */
  static final String TARGET = "forward";

  private static final long LONGEST_WITHOUT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int MAX_AVOIDED = 8;

  private final Self self;
  private final RelayOffice office;
  private final PublicKey callee;
  private final PrintWriter log;
  private final ReceiptPost receipts;
  private final Talk talk;
  private final String conversationId;
  private final Deque<PublicKey> avoided = new ArrayDeque<>();
  private final Semaphore room = new Semaphore(Limits.USUAL.streams());
  private long passages;

  public CallerRelay(Self self, RelayOffice office, PublicKey callee, PrintWriter log) {
    this.self = self;
    this.office = office;
    this.callee = callee;
    this.log = log;
    this.receipts = new ReceiptPost(office, this::say);
    this.talk = new Talk(End.CALLER, Limits.USUAL, self.nanos());
    this.conversationId = self.id();
  }

  /** Returns when no agent was found for too long, or it was closed. */
  public void run() throws InterruptedException {
    Thread.ofVirtual().name("caller-tick").start(this::tick);
    while (!talk.isClosed()) {
      passage();
      talk.tick(LONGEST_WITHOUT_NANOS);
      if (!talk.isClosed()) {
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private void tick() {
    while (!talk.isClosed()) {
      LockSupport.parkNanos(TICK_NANOS);
      receipts.send();
    }
  }

  private void passage() throws InterruptedException {
    try {
      var place = office.open(new RelayRequest(callee, null, List.copyOf(avoided)));
      var own = self.identity().publicKey();
      var line = AgentLine.dial(self, place, own, RelaySubject.of(own, callee));
      avoid(line.agent());
      passages++;
      var passage = line.call(talk, conversationId, passages, callee, receipts);
      say("passage %d goes through agent %s".formatted(passages, line.agent().abbreviated()));
      passage.run(true);
      say("passage %d has ended".formatted(passages));
    } catch (IOException | ProtocolException e) {
      say("no passage: " + e.getMessage());
      if (avoided.size() > 1) {
        avoided.removeFirst();
      }
    } finally {
      receipts.send();
    }
  }

  /** Another one is asked first next time. */
  private void avoid(PublicKey agent) {
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
  public void serve(ServerSocket server) {
    try {
      while (!talk.isClosed()) {
        var socket = server.accept();
        if (room.tryAcquire()) {
          Thread.ofVirtual().name("forwarded").start(() -> carry(socket));
        } else {
          socket.close();
        }
      }
    } catch (IOException e) {
      talk.close();
    }
  }

  private void carry(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var stream = talk.open(TARGET);
      if (stream.isPresent()) {
        new Crossing(socket, stream.get(), this::say).carry(ByteBuffer.allocate(0));
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
