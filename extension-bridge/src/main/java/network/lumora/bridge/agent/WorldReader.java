package network.lumora.bridge.agent;

import java.io.IOException;

/** The line and the machine. Thread-safe. */
public interface WorldReader {
  NetworkState network() throws IOException;

  Footprint footprint() throws IOException;
}
