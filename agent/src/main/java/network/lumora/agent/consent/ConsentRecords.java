package network.lumora.agent.consent;

import java.io.IOException;
import java.util.Optional;

/** Keeps every consent that was given. */
public interface ConsentRecords {
  Optional<Consent> latest() throws IOException;

  void add(Consent consent) throws IOException;
}
