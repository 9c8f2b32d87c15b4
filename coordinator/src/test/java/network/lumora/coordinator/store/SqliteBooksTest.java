package network.lumora.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import network.lumora.coordinator.book.Delivery;
import network.lumora.coordinator.book.GivenLease;
import network.lumora.coordinator.book.Order;
import network.lumora.coordinator.book.Task;
import network.lumora.coordinator.book.TaskState;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.message.ToAgent.UnpaidReason;
import network.lumora.protocol.message.Urgency;
import network.lumora.protocol.message.Wishes;
import network.lumora.protocol.seal.SealKey;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteBooksTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final Sha256 DIGEST = Sha256.of("x");

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir Path data;
  private final IdentityKey consumer = IdentityKey.generate();
  private final SealKey sealKey = SealKey.generate();

  private SqliteBooks open() throws IOException {
    return SqliteBooks.open(data.resolve("book.db"));
  }

  private boolean order(SqliteBooks books, char id, int pages, String text) throws Exception {
    return order(books, id, pages, text, Wishes.NONE);
  }

  private boolean order(SqliteBooks books, char id, int pages, String text, Wishes wishes)
      throws Exception {
    var head =
        new OrderHead(
            String.valueOf(id).repeat(32),
            consumer.publicKey(),
            consumer.publicKey(),
            sealKey.publicKey(),
            pages,
            DIGEST,
            NOW,
            wishes);
    return books.write(
        book -> {
          book.orders().add(head, DIGEST, new StatementCodec().sign(head, consumer), text, NOW);
          book.orders().setPhase(head.orderId(), Order.Phase.OPEN);
          book.tasks().enqueue(head.orderId(), pages);
          return true;
        });
  }

  @Test
  void whatWasWrittenIsThereAfterItIsOpenedAgain() throws Exception {
    PublicKey key = consumer.publicKey();
    try (var books = open()) {
      books.write(
          book -> {
            book.consumers().admit(key, "name", NOW);
            return true;
          });
    }

    try (var books = open()) {
      assertThat(books.<Boolean>read(book -> book.consumers().isAdmitted(key))).isTrue();
    }
  }

  @Test
  void beginsItsLogAnewWhileChangesGoOn() throws Exception {
    var log = data.resolve("book.db-wal");
    var stop = new AtomicBoolean();
    try (var books = open();
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      admit(books);
      int first = timesBegun(log);
      var writing = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < 4; i++) {
        writing.add(
            pool.submit(
                () -> {
                  while (!stop.get()) {
                    admit(books);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                  }
                  return true;
                }));
      }
      long start = System.nanoTime();
      while (timesBegun(log) - first < 2 && System.nanoTime() - start < PATIENCE_NANOS) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
      stop.set(true);
      for (var writes : writing) {
        assertThat(writes.get()).isTrue();
      }
      assertThat(timesBegun(log) - first).isGreaterThanOrEqualTo(2);
      assertThat(Files.size(log)).isLessThan(64L << 20);
    }
  }

  private static boolean admit(SqliteBooks books) throws IOException, ProtocolException {
    var key = IdentityKey.generate().publicKey();
    return books.write(
        book -> {
          book.consumers().admit(key, "name", NOW);
          return true;
        });
  }

  /** SQLite counts it in the log's header, in bytes 12 to 15. */
  private static int timesBegun(Path log) throws IOException {
    try (var file = FileChannel.open(log)) {
      var header = ByteBuffer.allocate(16);
      file.read(header);
      return header.getInt(12);
    }
  }

  @Test
  void aChangeThatIsRefusedIsUndoneAlone() throws Exception {
    try (var books = open();
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var keys = new ArrayList<PublicKey>();
      var writes = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < 100; i++) {
        var key = IdentityKey.generate().publicKey();
        boolean bad = i % 2 == 0;
        keys.add(key);
        writes.add(
            pool.submit(
                () ->
                    books.write(
                        book -> {
                          book.consumers().admit(key, "name", NOW);
                          if (bad) {
                            throw new ProtocolException(ErrorCode.CONFLICT, "no");
                          }
                          return true;
                        })));
      }
      for (int i = 0; i < 100; i++) {
        var write = writes.get(i);
        var key = keys.get(i);
        if (i % 2 == 0) {
          assertThatThrownBy(write::get).hasCauseInstanceOf(ProtocolException.class);
        } else {
          assertThat(write.get()).isTrue();
        }
        assertThat(books.<Boolean>read(book -> book.consumers().isAdmitted(key)))
            .isEqualTo(i % 2 == 1);
      }
    }
  }

  @Test
  void aFaultInAChangeDoesNotStopTheOthers() throws Exception {
    try (var books = open()) {
      assertThatThrownBy(
              () ->
                  books.write(
                      _ -> {
                        throw new IllegalStateException("bug");
                      }))
          .isInstanceOf(IllegalStateException.class);

      assertThat(order(books, 'a', 1, "")).isTrue();
    }
  }

  @Test
  void aFullDiskTakesNothingAndGoesOnWhenThereIsRoom() throws Exception {
    try (var books = SqliteBooks.open(data.resolve("book.db"), 120)) {
      assertThatThrownBy(() -> order(books, 'a', 1, "x".repeat(1_000_000)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("full");

      assertThat(isThere(books, "a".repeat(32))).isFalse();
      assertThat(order(books, 'b', 1, "small")).isTrue();
      assertThat(isThere(books, "b".repeat(32))).isTrue();
    }
  }

  private static boolean isThere(SqliteBooks books, String orderId) throws Exception {
    return books.read(book -> book.orders().find(orderId)).isPresent();
  }

  @Test
  void aFileOfANewerProgramIsRefused() throws Exception {
    try (var sql = new BookFile(data.resolve("book.db")).writable()) {
      sql.run("PRAGMA user_version = 99");
    }

    assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("newer");
  }

  @Test
  void ordersTakeTurnsInTheQueue() throws Exception {
    try (var books = open()) {
      order(books, 'a', 3, "");
      order(books, 'b', 2, "");

      var queue = books.read(book -> book.tasks().waiting(consumer.publicKey(), 0, 10));

      assertThat(queue.stream().map(Task::id).map(SqliteBooksTest::brief))
          .containsExactly("a0", "b0", "a1", "b1", "a2");
    }
  }

  @Test
  void theUrgentAreFirstThenTheEarlierDeadline() throws Exception {
    try (var books = open()) {
      order(books, 'a', 1, "", new Wishes(Urgency.WHENEVER, NOW.plusSeconds(5), List.of()));
      order(books, 'b', 1, "");
      order(books, 'c', 1, "", new Wishes(Urgency.NORMAL, NOW.plusSeconds(90), List.of()));
      order(books, 'd', 1, "", new Wishes(Urgency.NORMAL, NOW.plusSeconds(60), List.of()));
      order(books, 'e', 1, "", new Wishes(Urgency.SOON, null, List.of()));

      var queue = books.read(book -> book.tasks().waiting(consumer.publicKey(), 0, 10));

      assertThat(queue.stream().map(Task::id).map(SqliteBooksTest::brief))
          .containsExactly("e0", "d0", "c0", "b0", "a0");
      assertThat(books.<List<String>>read(book -> book.orders().lapsed(NOW.plusSeconds(60), 9)))
          .containsExactly("a".repeat(32), "d".repeat(32));
    }
  }

  @Test
  void eachConsumersPagesAreCountedUpToABound() throws Exception {
    try (var books = open()) {
      SortedMap<PublicKey, Long> before = books.read(book -> book.tasks().waiting(10));
      order(books, 'a', 3, "");
      order(books, 'b', 20, "");

      SortedMap<PublicKey, Long> counts = books.read(book -> book.tasks().waiting(10));

      assertThat(before).isEmpty();
      assertThat(counts).containsExactly(Map.entry(consumer.publicKey(), 10L));
    }
  }

  private static String brief(TaskId id) {
    return id.orderId().charAt(0) + "" + id.index();
  }

  @Test
  void theTallyFollowsEveryStep() throws Exception {
    try (var books = open()) {
      order(books, 'a', 4, "");
      var id = "a".repeat(32);
      books.write(
          book -> {
            book.tasks().finish(new TaskId(id, 0), TaskState.OK, new Bytes(10));
            book.tasks().finish(new TaskId(id, 1), TaskState.EXHAUSTED, Bytes.NONE);
            book.tasks().finish(new TaskId(id, 1), TaskState.REFUSED, new Bytes(5));
            book.tasks().wait(new TaskId(id, 2), NOW);
            book.tasks().dropWaiting(id);
            return true;
          });

      var tally = books.read(book -> book.orders().find(id)).orElseThrow().tally();

      assertThat(tally)
          .isEqualTo(new network.lumora.coordinator.book.Tally(0, 0, 1, 1, 0, 0, 2, new Bytes(15)));
    }
  }

  @Test
  void receivedThroughEndsAtTheFirstGap() throws Exception {
    var agent = IdentityKey.generate().publicKey();
    try (var books = open()) {
      for (long sequence : List.of(1L, 2L, 4L)) {
        refuse(books, agent, sequence);
      }
      assertThat(through(books, agent)).isEqualTo(2);
      refuse(books, agent, 3);
      assertThat(through(books, agent)).isEqualTo(4);

      books.write(
          book -> {
            book.deliveries().acknowledge(agent, 9);
            return true;
          });
      assertThat(through(books, agent)).isEqualTo(9);
      List<Delivery> left = books.read(book -> book.deliveries().after(agent, 0, 10));
      assertThat(left).isEmpty();
    }
  }

  private static void refuse(SqliteBooks books, PublicKey agent, long sequence) throws Exception {
    books.write(
        book -> {
          book.deliveries()
              .refuse(agent, sequence, DIGEST, UnpaidReason.UNKNOWN_LEASE, "none", NOW);
          return true;
        });
  }

  private static long through(SqliteBooks books, PublicKey agent) throws Exception {
    return books.read(book -> book.deliveries().receivedThrough(agent));
  }

  @Test
  void whatWasStoredComesIntoTheDatabaseFileItself() throws Exception {
    try (var books = open()) {
      order(books, 'a', 1, "{}");
      var copy = data.resolve("copy.db");
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      do {
        Files.copy(data.resolve("book.db"), copy, StandardCopyOption.REPLACE_EXISTING);
      } while (!holdsAnOrder(copy) && System.nanoTime() < deadline);
      assertThat(holdsAnOrder(copy)).isTrue();
    }
  }

  /** Without the log that lies beside the original. */
  private static boolean holdsAnOrder(Path file) throws IOException {
    try (var sql = new BookFile(file).readOnly()) {
      return sql.number("SELECT count(*) FROM sqlite_schema WHERE name = 'orders'") == 1
          && sql.number("SELECT count(*) FROM orders") == 1;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void keepsOrdersAndLeasesOfAnOlderBook() throws Exception {
    var file = data.resolve("book.db");
    var key = consumer.publicKey().toString();
    try (var sql = new BookFile(file).writable()) {
      new BookFile(file).migrate(sql, 10);
      sql.update(
          "INSERT INTO orders (id, consumer, head, head_sha256, instructions, phase, pages,"
              + " waiting, created_at) VALUES (?, ?, ?, ?, ?, 'OPEN', 1, 1, 1)",
          "a".repeat(32),
          key,
          new DocumentCodec().writeBytes(new StatementCodec().sign(head('a'), consumer)),
          DIGEST.toString(),
          "{\"pages\":[]}");
      sql.update(
          "INSERT INTO lease (id, order_id, page, agent, expires_at, live, statement, reason)"
              + " VALUES (?, ?, 0, ?, 1, 1, ?, 'why')",
          "b".repeat(32),
          "a".repeat(32),
          key,
          new DocumentCodec().writeBytes(lease('a', 'b')));
    }
    try (var books = open()) {
      var id = "a".repeat(32);
      String text = books.read(book -> book.orders().instructions(id));
      assertThat(text).isEqualTo("{\"pages\":[]}");
      var head = books.read(book -> book.orders().head(id));
      assertThat(new StatementCodec().read(head, OrderHead.class)).isEqualTo(head('a'));
      var held = books.read(book -> book.leases().of(consumer.publicKey()));
      assertThat(held).containsExactly(new GivenLease(lease('a', 'b'), true, "why"));
    }
  }

  private OrderHead head(char id) {
    return new OrderHead(
        String.valueOf(id).repeat(32),
        consumer.publicKey(),
        consumer.publicKey(),
        sealKey.publicKey(),
        1,
        DIGEST,
        NOW);
  }

  private Lease lease(char order, char id) {
    return new Lease(
        String.valueOf(id).repeat(32),
        new TaskId(String.valueOf(order).repeat(32), 0),
        consumer.publicKey(),
        consumer.publicKey(),
        DIGEST,
        DIGEST,
        DIGEST,
        new Bytes(1),
        new Bytes(1),
        NOW,
        NOW.plusSeconds(60));
  }
}
