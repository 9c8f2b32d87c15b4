package network.lumora.agent.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.receipt.Delivery;
import network.lumora.agent.receipt.Outbox;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.wire.Frame;
import network.lumora.protocol.wire.MessageCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is in the outbox, in order, within the allowance. One virtual thread for each
 * connection.
 */
final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  /** Deliveries go one after the other, so one channel is enough. */
  private static final int CHANNEL = 1;

  /** At a low rate frames are short, so that heartbeats get between them. */
  private static final int MIN_FRAME_BYTES = 4 * 1024;

  private final LinkSocket socket;
  private final Outbox outbox;
  private final Allowance allowance;
  private final RulesInForce rules;
  private final PublicKey coordinator;
  private final MessageCodec codec = new MessageCodec();
  private final Semaphore news = new Semaphore(0);
  private final Thread thread;
  private volatile long sentThrough;

  /**
   * @param receivedThrough what the coordinator has already
   */
  Courier(
      LinkSocket socket,
      Outbox outbox,
      Allowance allowance,
      RulesInForce rules,
      PublicKey coordinator,
      long receivedThrough) {
    this.socket = socket;
    this.outbox = outbox;
    this.allowance = allowance;
    this.rules = rules;
    this.coordinator = coordinator;
    this.sentThrough = receivedThrough;
    this.thread = Thread.ofVirtual().name("courier").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Something may be in the outbox. */
  void wake() {
    news.release();
  }

  void stop() {
    thread.interrupt();
  }

  /** Whether all that is in the outbox was sent on this connection. */
  boolean isIdle() throws IOException {
    return outbox.firstAfter(coordinator, sentThrough).isEmpty();
  }

  private void run() {
    try {
      while (true) {
        sendAll();
        news.acquire();
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      LOG.debug("the courier stops");
    } catch (IOException e) {
      LOG.info("deliveries wait for the next connection: {}", e.getMessage());
      socket.close();
    }
  }

  private void sendAll() throws IOException, InterruptedException {
    var next = outbox.firstAfter(coordinator, sentThrough);
    while (next.isPresent()) {
      send(next.get());
      sentThrough = next.get().sequence();
      next = outbox.firstAfter(coordinator, sentThrough);
    }
  }

  private void send(Delivery delivery) throws IOException, InterruptedException {
    var message =
        codec.write(
            new ToCoordinator.Delivery(
                delivery.sequence(), CHANNEL, delivery.receipt(), delivery.connectMillis()));
    requireWanted();
    allowance.awaitUpload(message.length());
    socket.sendText(message);
    sendBody(ByteBuffer.wrap(delivery.body().bytes()));
  }

  private void sendBody(ByteBuffer body) throws IOException, InterruptedException {
    int sequence = 0;
    do {
      int length = Math.min(frameBytes(), body.remaining());
      var payload = body.slice(body.position(), length);
      body.position(body.position() + length);
      requireWanted();
      allowance.awaitUpload(Frame.HEADER_BYTES + length);
      socket.sendFrame(new Frame(CHANNEL, sequence++, !body.hasRemaining(), payload));
    } while (body.hasRemaining());
  }

  /** A cap for this coordinator, or a block, holds also for results that wait. */
  private void requireWanted() throws IOException {
    if (!rules.judge(coordinator).allowed()) {
      throw new IOException("the host's rules want nothing of this coordinator now");
    }
  }

  /** About what moves in half a second. */
  private int frameBytes() {
    long rate = allowance.rateNow(Direction.UP).count();
    return rate == 0
        ? Frame.MAX_PAYLOAD_BYTES
        : Math.clamp(rate / 2, MIN_FRAME_BYTES, Frame.MAX_PAYLOAD_BYTES);
  }
}
