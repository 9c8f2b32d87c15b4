package network.lumora.agent.policy;

import network.lumora.protocol.units.Bytes;

/** Bytes that went over the line. */
public record Moved(Bytes up, Bytes down) {
  public static final Moved NOTHING = new Moved(Bytes.NONE, Bytes.NONE);

  public Moved plus(Moved more) {
    return new Moved(up.plus(more.up), down.plus(more.down));
  }

  /** What caps are about. */
  public Bytes both() {
    return up.plus(down);
  }
}
