package network.lumora.agent.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import network.lumora.agent.allowance.SettingsBook;
import network.lumora.agent.allowance.UsageBook;
import network.lumora.agent.consent.ConsentRecords;
import network.lumora.agent.history.LineBook;
import network.lumora.agent.idle.ReflectorBook;
import network.lumora.agent.link.KeyPins;
import network.lumora.agent.receipt.Outbox;
import network.lumora.agent.rules.RulesStore;
import network.lumora.agent.work.SeenLeases;

/** The agent's memory: one file, {@code agent.db}. Thread-safe. */
public final class Journal implements AutoCloseable {
  private final Database database;
  private final Keeping keeping = new Keeping();

  private Journal(Database database) {
    this.database = database;
  }

  /**
   * Opens the file in {@code dataFolder}, or makes it.
   *
   * @throws IOException with the cure, if it cannot be used
   */
  public static Journal open(Path dataFolder) throws IOException {
    return new Journal(new Database(dataFolder.resolve("agent.db")));
  }

  public ConsentRecords consents() {
    return new SqliteConsents(database);
  }

  public SettingsBook settings() {
    return new SqliteSettings(database);
  }

  public UsageBook usage() {
    return new SqliteUsage(database);
  }

  public SeenLeases leases() {
    return new SqliteLeases(database);
  }

  public KeyPins pins() {
    return new SqlitePins(database);
  }

  public Outbox outbox() {
    return new SqliteOutbox(database, keeping);
  }

  public JournalTable rows() {
    return new JournalTable(database);
  }

  public ReceiptTable receipts() {
    return new ReceiptTable(database);
  }

  public TrafficTable traffic() {
    return new TrafficTable(database);
  }

  public LineBook line() {
    return new SqliteLineBook(database);
  }

  public ReflectorBook reflectors() {
    return new SqliteReflectors(database);
  }

  public RulesStore rules() {
    return new SqliteRules(database);
  }

  /**
   * Rows older than so many days are forgotten, now and each day; with 0 none is kept, nor what the
   * line carried.
   */
  public void keepRows(int days, Instant now) throws IOException {
    boolean changes = keeping.days(days);
    if (days == 0) {
      new SqliteLineBook(database).erase();
    }
    keeping.prune(rows(), now, changes);
  }

  /** Forgets rows that have become too old, if that was not done today. */
  public void forgetOldRows(Instant now) throws IOException {
    keeping.prune(rows(), now, false);
  }

  /** Forgets all rows and what the line carried; nothing of either is left in the file. */
  public void forgetAll() throws IOException {
    rows().deleteAll();
    new SqliteLineBook(database).erase();
  }

  /** In place of whoever heard of it before. */
  public void watch(JournalWatch watch) {
    keeping.watch(watch);
  }

  /** Lets the file grow to no more than this many pages of 4 KiB. */
  public void limitPages(int pages) throws IOException {
    database.read(connection -> Sql.number(connection, "PRAGMA max_page_count = " + pages));
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
