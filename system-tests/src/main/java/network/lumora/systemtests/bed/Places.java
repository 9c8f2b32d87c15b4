package network.lumora.systemtests.bed;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The namespaces of one bed and what runs between them, removed together, the newest first. */
final class Places {
  private final Names names;
  private final Deque<Closeable> made = new ArrayDeque<>();

  Places(Names names) {
    this.names = names;
  }

  synchronized Namespace add(String place) throws IOException {
    var added = Namespace.add(names.of(place));
    made.push(added::delete);
    return added;
  }

  synchronized <T extends Closeable> T keep(T opened) {
    made.push(opened);
    return opened;
  }

  /** Removes all that can be; the first failure is told. */
  synchronized void remove() throws IOException {
    IOException failed = null;
    while (!made.isEmpty()) {
      try {
        made.pop().close();
      } catch (IOException e) {
        failed = failed == null ? e : failed;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
