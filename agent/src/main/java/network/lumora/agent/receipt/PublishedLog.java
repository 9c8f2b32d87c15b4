package network.lumora.agent.receipt;

import java.io.IOException;
import java.util.Optional;

/** A coordinator's public log, as everyone can read it. */
public interface PublishedLog {
  /**
   * What lies at a path below the log's prefix, such as {@code checkpoint}; empty if there is
   * nothing.
   */
  Optional<byte[]> get(String path) throws IOException;
}
