package network.lumora.coordinator.program;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import network.lumora.coordinator.book.Books;
import network.lumora.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;

/** Books that stop taking changes, or are slow to, when they are told to. */
public final class FlakyBooks implements Books {
  private final Books books;
  private final AtomicBoolean broken;
  private final AtomicReference<@Nullable Runnable> meanwhile;

  /**
   * @param broken whether the disk is gone
   * @param meanwhile what happens once while a page that is being given out is not yet written down
   */
  public FlakyBooks(
      Books books, AtomicBoolean broken, AtomicReference<@Nullable Runnable> meanwhile) {
    this.books = books;
    this.broken = broken;
    this.meanwhile = meanwhile;
  }

  public FlakyBooks(Books books, AtomicBoolean broken) {
    this(books, broken, new AtomicReference<>());
  }

  @Override
  public <T> T write(Use<T> change) throws IOException, ProtocolException {
    if (broken.get()) {
      throw new IOException("the disk is gone");
    }
    if (Thread.currentThread().getName().equals("give")) {
      var happens = meanwhile.getAndSet(null);
      if (happens != null) {
        happens.run();
      }
    }
    return books.write(change);
  }

  @Override
  public <T> T read(Use<T> query) throws IOException, ProtocolException {
    return books.read(query);
  }
}
