package network.lumora.agent.datagram;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import network.lumora.agent.challenge.ChallengerEnd;
import network.lumora.agent.challenge.ChallengerPort;
import network.lumora.agent.challenge.Door;
import network.lumora.agent.challenge.Path;
import network.lumora.agent.challenge.SlotEnd;
import network.lumora.agent.challenge.SlotResult;
import network.lumora.agent.challenge.SlotToken;

/**
 * A challenger's UDP port. Thread-safe; one thread of its own does the slots, and calls back, so
 * what is called must return at once.
 */
public final class UdpChallenger implements ChallengerPort, AutoCloseable {
  /** Slots that may be open at once; the coordinator gives few. */
  private static final int MAX_EXPECTED = 64;

  /** Read at once before what is due is looked at again. */
  private static final int BATCH = 64;

  private static final int SECRET_BYTES = 32;

  private final DatagramChannel channel;
  private final Selector selector;
  private final Rest rest;
  private final LongSupplier nanos;
  private final Strangers strangers;
  private final byte[] secret = new byte[SECRET_BYTES];
  private final Queue<Runnable> wishes = new ConcurrentLinkedQueue<>();
  private final List<Expected> expected = new ArrayList<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(UdpChannels.BUFFER_BYTES);
  private final Thread thread;
  private volatile boolean isOpen = true;

  /**
   * Opens the port at once.
   *
   * @param nanos a ticker that never goes back; starts of slots are told by it
   * @param secrets that nobody can guess
   * @param threads for its one thread, of the platform
   */
  public UdpChallenger(
      InetSocketAddress port,
      LongSupplier nanos,
      RandomGenerator secrets,
      ThreadFactory threads,
      Strangers strangers)
      throws IOException {
    this.nanos = nanos;
    this.strangers = strangers;
    secrets.nextBytes(secret);
    channel = UdpChannels.open(port.getAddress());
    channel.bind(port);
    selector = Selector.open();
    channel.register(selector, SelectionKey.OP_READ);
    rest = new Rest(selector);
    thread = threads.newThread(this::work);
    thread.start();
  }

  @Override
  public int port() {
    return channel.socket().getLocalPort();
  }

  @Override
  public void expect(SlotToken token, InetAddress prover, Runnable opened) {
    var door = new Door(token, prover, secret);
    wish(
        () -> {
          if (expected.size() < MAX_EXPECTED) {
            expected.add(new Expected(token, door, opened));
          }
        });
  }

  @Override
  public void begin(SlotToken token, ChallengerEnd end, Consumer<SlotResult> done) {
    wish(
        () ->
            expected.stream()
                .filter(each -> each.token == token)
                .forEach(each -> each.begin(end, done)));
  }

  @Override
  public void forget(SlotToken token) {
    wish(() -> expected.removeIf(each -> each.token == token));
  }

  private void wish(Runnable what) {
    wishes.add(what);
    selector.wakeup();
  }

  private void work() {
    try {
      while (isOpen) {
        grantWishes();
        long due = drive();
        if (read() == 0) {
          rest.until(due, nanos.getAsLong());
        }
      }
    } catch (IOException _) {
      isOpen = false;
    }
  }

  private void grantWishes() {
    for (var wish = wishes.poll(); wish != null; wish = wishes.poll()) {
      wish.run();
    }
  }

  private long drive() {
    long due = SlotEnd.NEVER;
    for (int i = expected.size() - 1; i >= 0; i--) {
      var slot = expected.get(i);
      if (slot.end().isPresent()) {
        due = Math.min(due, slot.end().get().due(nanos.getAsLong(), slot.path()));
        if (slot.finish()) {
          expected.remove(i);
        }
      }
    }
    return due == SlotEnd.NEVER ? Long.MAX_VALUE / 2 + nanos.getAsLong() / 2 : due;
  }

  private int read() throws IOException {
    int count = 0;
    while (count < BATCH && channel.receive(in.clear()) instanceof InetSocketAddress from) {
      in.flip();
      dispatch(from, nanos.getAsLong());
      count++;
    }
    return count;
  }

  private void dispatch(InetSocketAddress from, long now) {
    for (int i = 0; i < expected.size(); i++) {
      var slot = expected.get(i);
      if (slot.end().isPresent() && slot.isFrom(from)) {
        if (!slot.end().get().isOver()) {
          slot.end().get().received(in, now, slot.path());
        }
        return;
      }
    }
    knocked(from, now);
  }

  private void knocked(InetSocketAddress from, long now) {
    Path back = datagram -> send(datagram, from);
    for (var slot : expected) {
      if (slot.door.received(in, from, now, back)) {
        slot.lookAtDoor(back);
        return;
      }
    }
    strangers.received(in, from, now, back);
  }

  /** What the system does not take is lost, as on the way; the slot ends by its own patience. */
  private boolean send(ByteBuffer datagram, InetSocketAddress to) {
    try {
      return channel.send(datagram, to) > 0;
    } catch (IOException _) {
      return false;
    }
  }

  /** Slots under way end without a result. */
  @Override
  public void close() throws IOException {
    isOpen = false;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    selector.close();
    channel.close();
  }
}
