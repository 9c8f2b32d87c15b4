package network.lumora.agent.trial;

import java.net.InetAddress;
import java.util.function.Consumer;
import network.lumora.agent.challenge.ChallengerEnd;
import network.lumora.agent.challenge.SlotResult;
import network.lumora.agent.challenge.SlotToken;

/** Where provers come to be challenged. What it calls back must return at once. */
public interface ChallengerPort {
  int number();

  /** Lets a prover open its path, from that address alone; tells once it has. */
  void expect(SlotToken token, InetAddress prover, Runnable opened);

  /** Does a slot that was expected, when its time has come. */
  void begin(SlotToken token, ChallengerEnd end, Consumer<SlotResult> done);

  void forget(SlotToken token);
}
