package network.lumora.bridge.guard;

import org.jspecify.annotations.Nullable;

/** What the guard lets through. */
public sealed interface Admission {
  /** The browser asks before a call; its script sees nothing of the answer. */
  record Preflight() implements Admission {}

  /**
   * The call goes to its handler.
   *
   * @param bearer null on the routes that need no token
   */
  record Admitted(Need need, @Nullable Bearer bearer) implements Admission {}
}
