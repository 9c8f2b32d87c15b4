package network.lumora.coordinator.book;

import java.io.IOException;
import network.lumora.protocol.ProtocolException;

/** Gives access to the book. Thread-safe; calls wait, so make them on virtual threads. */
public interface Books {

  /** Something to do with the book. */
  @FunctionalInterface
  interface Use<T> {
    T with(Book book) throws IOException, ProtocolException;
  }

  /**
   * Does all of {@code change} or nothing; on return it is durable.
   *
   * @throws IOException if it could not be stored; nothing was changed, and it may work later
   * @throws ProtocolException as {@code change} threw it; nothing was changed
   */
  <T> T write(Use<T> change) throws IOException, ProtocolException;

  /** Reads what is durable. Changes are refused. */
  <T> T read(Use<T> query) throws IOException, ProtocolException;
}
