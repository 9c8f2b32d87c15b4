package network.lumora.agent.allowance;

import network.lumora.agent.policy.Moved;
import network.lumora.agent.policy.Rates;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;

/** Seen from this machine. */
public enum Direction {
  UP,
  DOWN;

  BytesPerSecond of(Rates rates) {
    return switch (this) {
      case UP -> rates.up();
      case DOWN -> rates.down();
    };
  }

  Moved moved(int bytes) {
    var count = new Bytes(bytes);
    return switch (this) {
      case UP -> new Moved(count, Bytes.NONE);
      case DOWN -> new Moved(Bytes.NONE, count);
    };
  }
}
