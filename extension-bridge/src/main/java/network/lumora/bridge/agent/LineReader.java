package network.lumora.bridge.agent;

import java.io.IOException;

/** The line: what it can carry, what uses it, and what it carried before. Thread-safe. */
public interface LineReader {
  LineNow line() throws IOException;

  LineHistory history(LineQuery query) throws IOException;
}
