package network.lumora.coordinator.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import network.lumora.coordinator.program.FakeAgent;
import network.lumora.coordinator.program.FakeConsumer;
import network.lumora.coordinator.store.SqliteBooks;
import network.lumora.ledger.sqlite.SqliteLog;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Genesis;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochTimerTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final byte[] SEALED = "sealed".getBytes(StandardCharsets.UTF_8);

  private final Path data;
  private final IdentityKey coordinator = IdentityKey.generate();
  private final IdentityKey agent = IdentityKey.generate();
  private final StatementCodec statements = new StatementCodec();
  private final PublicLog log;
  private Instant now = Instant.parse("2026-11-22T03:00:00Z");
  private SqliteBooks books;
  private LogFeed feed;
  private Epochs epochs;
  private EpochTimer timer;

  EpochTimerTest(@TempDir Path data) throws IOException {
    this.data = data;
    this.log = new PublicLog(() -> SqliteLog.open(data.resolve("log.db"), coordinator));
    var genesis =
        new Genesis(
            "lumora.network/log/test",
            coordinator.publicKey(),
            new MicroLmr(1_000),
            new Bytes(16_384),
            new Bytes(2_048),
            new Bytes(65_536),
            now);
    log.append(List.of(new DocumentCodec().writeBytes(statements.sign(genesis, coordinator))));
    open();
  }

  private void open() throws IOException {
    books = SqliteBooks.open(data.resolve("book.db"));
    feed = new LogFeed(books, log, _ -> {}, () -> now);
    var sessions = new SessionFeed(books, feed, coordinator, () -> now);
    epochs = new Epochs(books, log, feed, sessions, coordinator);
    timer = new EpochTimer(books, epochs, HOUR, () -> now);
    feed.start();
  }

  @AfterEach
  void close() throws IOException {
    feed.close();
    books.close();
    log.close();
  }

  private void after(Duration time) throws Exception {
    now = now.plus(time);
    timer.turn();
  }

  /** The book says that a result is at an index of the log. */
  private void contribute(long index) throws Exception {
    var digest = Sha256.of("x");
    var lease =
        new Lease(
            FakeConsumer.newId(),
            new TaskId(FakeConsumer.newId(), 0),
            agent.publicKey(),
            coordinator.publicKey(),
            digest,
            digest,
            digest,
            new Bytes(1_000),
            new Bytes(1_000),
            now,
            now.plusSeconds(60));
    var receipt = FakeAgent.receipt(lease, coordinator.publicKey(), index, SEALED, now);
    books.write(
        book -> {
          long number =
              book.deliveries()
                  .count(
                      receipt,
                      digest,
                      digest,
                      statements.sign(receipt, agent),
                      Sealed.of(SEALED),
                      now);
          book.deliveries().setIndex(number, index);
          return true;
        });
  }

  @Test
  void endsAnEpochThatIsDueAndNoneBefore() throws Exception {
    timer.turn();
    contribute(1);

    after(HOUR.minusSeconds(1));
    assertThat(log.balances().epoch()).isZero();
    after(Duration.ofSeconds(1));
    assertThat(log.balances().epoch()).isEqualTo(1);
  }

  @Test
  void countsTheHourAnewFromACommand() throws Exception {
    timer.turn();
    now = now.plus(HOUR.dividedBy(2));
    epochs.close();
    contribute(5);

    after(HOUR.minusSeconds(1));
    assertThat(log.balances().epoch()).isEqualTo(1);
    after(Duration.ofSeconds(1));
    assertThat(log.balances().epoch()).isEqualTo(2);
  }

  @Test
  void leavesAnEmptyEpochOpenAndGivesItAnotherHour() throws Exception {
    timer.turn();
    after(HOUR);
    contribute(1);
    after(HOUR.minusSeconds(1));
    assertThat(log.balances().epoch()).isZero();

    after(Duration.ofSeconds(1));
    after(HOUR);
    after(HOUR);

    assertThat(log.balances().epoch()).isEqualTo(1);
    assertThat(log.standing().size()).isEqualTo(2);
  }

  @Test
  void remembersOverARestartWhenTheEpochBegan() throws Exception {
    timer.turn();
    contribute(1);
    now = now.plus(HOUR.dividedBy(2));
    feed.close();
    books.close();

    open();
    after(Duration.ZERO);
    assertThat(log.balances().epoch()).isZero();
    after(HOUR.dividedBy(2));
    assertThat(log.balances().epoch()).isEqualTo(1);
  }
}
