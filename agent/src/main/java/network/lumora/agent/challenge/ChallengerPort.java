package network.lumora.agent.challenge;

import java.net.InetAddress;
import java.util.function.Consumer;

/** Where provers come to be challenged. What it calls back must return at once. */
public interface ChallengerPort {
  int port();

  /** Lets a prover open its path, from that address alone; tells once it has. */
  void expect(SlotToken token, InetAddress prover, Runnable opened);

  /**
   * Does a slot that was expected, when its time has come.
   *
   * @param done called with the result; never if the token is not expected
   */
  void begin(SlotToken token, ChallengerEnd end, Consumer<SlotResult> done);

  /** Does not wait for it any longer. */
  void forget(SlotToken token);
}
