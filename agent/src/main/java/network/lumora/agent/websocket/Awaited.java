package network.lumora.agent.websocket;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import network.lumora.agent.challenge.Door;
import network.lumora.agent.challenge.SlotToken;

/** A slot whose prover may come by a WebSocket. Guarded by its {@link Reception}. */
final class Awaited {
  private final SlotToken token;
  private final InetAddress prover;
  private final Door door;
  private final Runnable opened;
  private boolean hasBegun;
  private volatile Optional<Visitor> visitor = Optional.empty();

  Awaited(SlotToken token, InetAddress prover, byte[] secret, Runnable opened) {
    this.token = token;
    this.prover = prover;
    this.door = new Door(token, prover, secret);
    this.opened = opened;
  }

  boolean is(SlotToken other) {
    return token == other;
  }

  boolean mayComeFrom(InetAddress address) {
    return prover.equals(address);
  }

  /** Whether the message was for this slot; tells once that its door has opened. */
  boolean heard(Visitor from, ByteBuffer message, long nanos) {
    if (!door.received(message, from.address(), nanos, from::send)) {
      return false;
    }
    if (visitor.isEmpty() && door.opened().filter(from.address()::equals).isPresent()) {
      visitor = Optional.of(from);
      opened.run();
    }
    return true;
  }

  /** Whether it begins now and not before. */
  boolean begin() {
    boolean isFirst = !hasBegun;
    hasBegun = true;
    return isFirst;
  }

  /** Who has opened its door. */
  Optional<Visitor> visitor() {
    return visitor;
  }
}
