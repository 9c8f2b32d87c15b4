package network.lumora.agent.challenge;

import java.nio.ByteBuffer;

/** The way to the other end of a slot, whatever carries it. */
@FunctionalInterface
public interface Path {
  /** How long after there was no room it is tried again. */
  long NO_ROOM_NANOS = 50_000;

  /**
   * Sends one datagram, all that is left in the buffer; keeps nothing of it.
   *
   * @return whether there was room for it; if not, nothing was sent and it may be tried again
   */
  boolean send(ByteBuffer datagram);
}
