package network.lumora.coordinator.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.Books;
import network.lumora.protocol.ProtocolException;

/**
 * The book in one SQLite file. Many changes share one transaction, so that many agents share one
 * wait for the disk.
 */
public final class SqliteBooks implements Books, Closeable {
  /** Readers at once; more wait for their turn. */
  private static final int READERS = 4;

  private final GroupCommit writer;
  private final Checkpoints checkpoints;
  private final BlockingQueue<Reader> readers = new ArrayBlockingQueue<>(READERS);

  /** A connection, and the book as it is seen through it. */
  private record Reader(Sql sql, Book book) {
    static Reader over(Sql sql) {
      return new Reader(sql, SqliteBook.over(sql));
    }
  }

  private SqliteBooks(GroupCommit writer, Checkpoints checkpoints) {
    this.writer = writer;
    this.checkpoints = checkpoints;
  }

  /** Opens the book, or begins one. */
  public static SqliteBooks open(Path file) throws IOException {
    return open(file, Long.MAX_VALUE);
  }

  /** Opens a book whose file does not grow beyond {@code maxPages} pages of the database. */
  static SqliteBooks open(Path file, long maxPages) throws IOException {
    var bookFile = new BookFile(file);
    var sql = bookFile.writable();
    bookFile.migrate(sql);
    if (maxPages != Long.MAX_VALUE) {
      sql.number("PRAGMA max_page_count = " + maxPages);
    }
    var checkpoints = Checkpoints.start(bookFile.checkpointing());
    var books = new SqliteBooks(GroupCommit.start(sql, checkpoints), checkpoints);
    for (int i = 0; i < READERS; i++) {
      books.readers.add(Reader.over(bookFile.readOnly()));
    }
    return books;
  }

  @Override
  public <T> T write(Use<T> change) throws IOException, ProtocolException {
    return writer.write(change);
  }

  @Override
  public <T> T read(Use<T> query) throws IOException, ProtocolException {
    var reader = reader();
    try {
      reader.sql.again("BEGIN");
      return query.with(reader.book);
    } finally {
      reader.sql.again("ROLLBACK");
      readers.add(reader);
    }
  }

  private Reader reader() throws IOException {
    try {
      var reader = readers.poll(GroupCommit.PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (reader == null) {
        throw new IOException("the database is too busy to be read; try again");
      }
      return reader;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the database", e);
    }
  }

  /** Ends after the changes that were asked for before. */
  @Override
  public void close() throws IOException {
    writer.close();
    checkpoints.close();
    for (var reader : readers) {
      reader.sql.close();
    }
  }
}
