package network.lumora.agent.rules;

import java.io.IOException;
import java.util.Optional;
import network.lumora.bridge.agent.Rules;

/** Keeps what the host has decided. */
public interface RulesStore {
  /** Empty if the host has decided nothing. */
  Optional<Rules> rules() throws IOException;

  void keep(Rules rules) throws IOException;
}
