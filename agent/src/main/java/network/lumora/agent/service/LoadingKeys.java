package network.lumora.agent.service;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Loads the keys on a thread of its own, while other parts start. */
final class LoadingKeys {
  private final FutureTask<Keys> keys;

  private LoadingKeys(Path folder) {
    this.keys = new FutureTask<>(() -> Keys.in(folder));
  }

  static LoadingKeys in(Path folder) {
    var loading = new LoadingKeys(folder);
    Thread.ofVirtual().name("keys").start(loading.keys);
    return loading;
  }

  /**
   * @throws IOException with the cure, if a file is no key or none can be made
   */
  Keys loaded() throws IOException {
    try {
      return keys.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException("the keys were not loaded", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the keys were loaded");
    }
  }
}
