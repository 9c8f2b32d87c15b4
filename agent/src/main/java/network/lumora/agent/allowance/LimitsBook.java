package network.lumora.agent.allowance;

import java.io.IOException;
import java.util.Optional;

/** Keeps what the host has set. */
public interface LimitsBook {
  Limits limits() throws IOException;

  void keep(Limits limits) throws IOException;

  Optional<Pause> pause() throws IOException;

  /** Empty ends it. */
  void keepPause(Optional<Pause> pause) throws IOException;
}
