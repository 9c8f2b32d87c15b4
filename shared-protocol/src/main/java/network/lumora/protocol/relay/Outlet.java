package network.lumora.protocol.relay;

import java.nio.ByteBuffer;

/** Where bytes of a stream go to at once, so that no other thread has to be woken for them. */
@FunctionalInterface
public interface Outlet {
  /** Takes nothing. */
  Outlet NONE = bytes -> 0;

  /**
   * Takes what it can without waiting, from the position of {@code bytes}, which it moves.
   *
   * @return how many
   */
  int offer(ByteBuffer bytes);
}
