package network.lumora.agent.websocket;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import network.lumora.agent.challenge.SlotToken;

/** Who is awaited at a challenger's port, and who has come. Thread-safe. */
final class Reception {
  /** Slots that may be open at once; the coordinator gives few. */
  private static final int MAX_AWAITED = 64;

  private static final int MAX_VISITORS = 128;

  /** Several agents may share one. */
  private static final int MAX_OF_ONE_ADDRESS = 16;

  private final byte[] secret;
  private final LongSupplier nanos;
  private final List<Awaited> awaited = new ArrayList<>();
  private final Set<Visitor> visitors = new HashSet<>();

  Reception(byte[] secret, LongSupplier nanos) {
    this.secret = secret;
    this.nanos = nanos;
  }

  synchronized void expect(SlotToken token, InetAddress prover, Runnable opened) {
    if (awaited.size() < MAX_AWAITED) {
      awaited.add(new Awaited(token, prover, secret, opened));
    }
  }

  synchronized Optional<Awaited> find(SlotToken token) {
    return awaited.stream().filter(each -> each.is(token)).findFirst();
  }

  /** The slot, if it is awaited and has not begun before. */
  synchronized Optional<Awaited> begin(SlotToken token) {
    return find(token).filter(Awaited::begin);
  }

  /** Whether it was there. */
  synchronized boolean remove(SlotToken token) {
    return awaited.removeIf(each -> each.is(token));
  }

  /** Whether somebody is awaited from there, and there is room. */
  synchronized boolean admits(InetAddress address) {
    return awaited.stream().anyMatch(each -> each.mayComeFrom(address))
        && visitors.size() < MAX_VISITORS
        && visitors.stream().filter(each -> each.address().getAddress().equals(address)).count()
            < MAX_OF_ONE_ADDRESS;
  }

  synchronized void entered(Visitor visitor) {
    visitors.add(visitor);
  }

  synchronized void left(Visitor visitor) {
    visitors.remove(visitor);
  }

  /** Whether the message is for a slot that is awaited. */
  synchronized boolean heard(Visitor from, ByteBuffer message) {
    long now = nanos.getAsLong();
    return awaited.stream().anyMatch(each -> each.heard(from, message, now));
  }

  synchronized void dropWhoStaysTooLong() {
    long now = nanos.getAsLong();
    visitors.stream().filter(each -> each.hasStayedTooLong(now)).forEach(Visitor::drop);
  }

  synchronized void dropAll() {
    visitors.forEach(Visitor::drop);
  }
}
