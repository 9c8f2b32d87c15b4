package network.lumora.agent.link;

import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.rules.Traffic;
import network.lumora.protocol.identity.PublicKey;
import org.jspecify.annotations.Nullable;

/** Counts the bytes of one connection, also for the coordinator once it is known. Thread-safe. */
final class LinkMeter {
  private final Allowance allowance;
  private final Traffic traffic;
  private long unownedUp;
  private long unownedDown;
  private @Nullable String coordinator;

  LinkMeter(Allowance allowance, Traffic traffic) {
    this.allowance = allowance;
    this.traffic = traffic;
  }

  void count(Direction direction, int bytes) {
    allowance.count(direction, bytes);
    switch (direction) {
      case UP -> count(bytes, 0);
      case DOWN -> count(0, bytes);
    }
  }

  /** The most to write at a time. */
  int chunkBytes() {
    return allowance.chunkBytes(Direction.UP);
  }

  /** Waits as long as the line takes for them. */
  void spread(int writtenBytes) {
    allowance.spread(writtenBytes);
  }

  private synchronized void count(long up, long down) {
    var owner = coordinator;
    if (owner == null) {
      unownedUp += up;
      unownedDown += down;
    } else {
      traffic.count(owner, Traffic.CONNECTION, up, down);
    }
  }

  /** It has said who it is: what it took to hear that is its too. */
  synchronized void belongsTo(PublicKey key) {
    coordinator = key.toString();
    count(unownedUp, unownedDown);
  }
}
