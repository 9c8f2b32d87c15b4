package network.lumora.systemtests.receipts;

import java.io.IOException;
import network.lumora.protocol.ProtocolException;

/**
 * One way to cheat, tried once with fresh parties.
 *
 * @param isBehaviour whether it shows only in what honest programs could do by chance too
 */
record Trick(String name, boolean isBehaviour, Attempt attempt) {

  /** Cheats once. */
  @FunctionalInterface
  interface Attempt {
    /** Whether it was found, and nothing credited for it. */
    boolean isFound(Desk desk) throws IOException, ProtocolException;
  }

  static Trick form(String name, Attempt attempt) {
    return new Trick(name, false, attempt);
  }

  static Trick behaviour(String name, Attempt attempt) {
    return new Trick(name, true, attempt);
  }
}
