package network.lumora.agent.allowance;

import network.lumora.agent.policy.Moved;
import network.lumora.protocol.units.Bytes;

/** Seen from this machine. */
public enum Direction {
  UP,
  DOWN;

  Moved moved(int bytes) {
    var count = new Bytes(bytes);
    return switch (this) {
      case UP -> new Moved(count, Bytes.NONE);
      case DOWN -> new Moved(Bytes.NONE, count);
    };
  }
}
