package network.lumora.agent.allowance;

import java.io.IOException;
import java.util.Optional;
import network.lumora.agent.policy.Pause;
import network.lumora.agent.policy.Settings;

/** Keeps what the host has set. */
public interface SettingsBook {
  Settings settings() throws IOException;

  void keep(Settings settings) throws IOException;

  Optional<Pause> pause() throws IOException;

  /** Empty ends it. */
  void keepPause(Optional<Pause> pause) throws IOException;
}
