package network.lumora.bridge.agent;

import java.io.IOException;

/** The host's settings as one document. Thread-safe. */
public interface SettingsControl {
  Settings settings() throws IOException;

  /**
   * Puts all of it in force, or nothing.
   *
   * @throws IllegalArgumentException if a value is out of range; the message says which
   */
  Settings change(Settings settings) throws IOException;

  /** Whether work would run under these settings; changes nothing. */
  Preview preview(PreviewRequest request) throws IOException;
}
