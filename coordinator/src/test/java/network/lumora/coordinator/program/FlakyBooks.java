package network.lumora.coordinator.program;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import network.lumora.coordinator.book.Books;
import network.lumora.protocol.ProtocolException;

/** Books that stop taking changes when they are told to. */
public final class FlakyBooks implements Books {
  private final Books books;
  private final AtomicBoolean broken;

  /**
   * @param broken whether the disk is gone
   */
  public FlakyBooks(Books books, AtomicBoolean broken) {
    this.books = books;
    this.broken = broken;
  }

  @Override
  public <T> T write(Use<T> change) throws IOException, ProtocolException {
    if (broken.get()) {
      throw new IOException("the disk is gone");
    }
    return books.write(change);
  }

  @Override
  public <T> T read(Use<T> query) throws IOException, ProtocolException {
    return books.read(query);
  }
}
