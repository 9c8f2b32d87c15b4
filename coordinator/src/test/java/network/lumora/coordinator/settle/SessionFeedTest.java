package network.lumora.coordinator.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.program.FlakyBooks;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.settle.FlakyLog.Breakage;
import network.lumora.coordinator.store.SqliteBooks;
import network.lumora.ledger.audit.Audit;
import network.lumora.ledger.audit.AuditReport;
import network.lumora.ledger.audit.EntrySource;
import network.lumora.ledger.evidence.SessionEvidence;
import network.lumora.ledger.log.NoteKey;
import network.lumora.ledger.sqlite.SqliteLog;
import network.lumora.proof.fraud.Lines;
import network.lumora.proof.grant.Terms;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Genesis;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From windows that both ends have signed to the public log, whatever breaks on the way. */
class SessionFeedTest {
  private static final String ORIGIN = "lumora.network/log/test";
  private static final int BYTES = 400_000;
  private static final long POOL = 1_000;

  @TempDir Path data;
  private final IdentityKey coordinator = IdentityKey.generate();
  private final Traffic traffic = new Traffic();
  private final AtomicReference<Instant> now = new AtomicReference<>(Traffic.START.plusSeconds(1));
  private final AtomicBoolean broken = new AtomicBoolean();
  private final Breakage breakage = new Breakage();
  private SqliteBooks disk;
  private PublicLog log;
  private LogFeed feed;
  private SessionFeed sessions;
  private SessionNews news;
  private WindowDesk desk;
  private Terms terms;
  private List<Envelope> windows;

  @BeforeEach
  void begin() throws Exception {
    open();
    var genesis =
        new Genesis(
            ORIGIN,
            coordinator.publicKey(),
            new MicroLmr(POOL),
            new Bytes(16_384),
            new Bytes(2_048),
            new Bytes(65_536),
            now.get());
    log.append(
        List.of(new DocumentCodec().writeBytes(new StatementCodec().sign(genesis, coordinator))));
    terms = desk.grant(traffic.grant(coordinator.publicKey(), "a".repeat(32))).terms();
    windows = traffic.windows(terms, 4, BYTES);
  }

  private void open() throws IOException {
    disk = SqliteBooks.open(data.resolve("book.db"));
    var books = new FlakyBooks(disk, broken);
    log =
        new PublicLog(
            () -> new FlakyLog(SqliteLog.open(data.resolve("log.db"), coordinator), breakage));
    feed = new LogFeed(books, log, _ -> {}, now::get);
    sessions = new SessionFeed(books, feed, coordinator, now::get);
    news = new SessionNews(books, log, new Agents("0.1.0", AssignTerms.DEFAULT.pool()));
    desk = new WindowDesk(books, _ -> Lines.unknown(), coordinator, new Counts(), now::get);
  }

  @AfterEach
  void close() throws IOException {
    feed.close();
    log.close();
    disk.close();
  }

  private void crash() throws IOException {
    close();
    breakage.when = Breakage.When.NEVER;
    broken.set(false);
    open();
  }

  private void feedAll() throws Exception {
    while (feed.step()) {}
  }

  private AuditReport audited() throws Exception {
    feedAll();
    feed.start();
    new Epochs(disk, log, feed, sessions, coordinator).close();
    feed.close();
    log.close();
    try (var stored = SqliteLog.open(data.resolve("log.db"), coordinator)) {
      var report =
          new Audit(
                  new NoteKey(ORIGIN, coordinator.publicKey()),
                  List.of(),
                  Optional.of(stored.balances()))
              .run(source(stored));
      assertThat(report.isClean()).as(report.toString()).isTrue();
      return report;
    }
  }

  private void assertCountedOnce(int windowCount) throws Exception {
    var report = audited();
    assertThat(report.epochs()).hasSize(1);
    assertThat(report.epochs().getFirst().contributed())
        .isEqualTo(new Bytes((long) windowCount * BYTES));
    assertThat(report.balances().get(traffic.provider.publicKey())).isEqualTo(new MicroLmr(POOL));
  }

  private static EntrySource source(SqliteLog log) {
    return new EntrySource() {
      @Override
      public long size() {
        return log.checkpoint().orElseThrow().checkpoint().size();
      }

      @Override
      public List<byte[]> read(long first, int count) throws IOException {
        return log.entries(first, count);
      }

      @Override
      public byte[] checkpoint() {
        return log.checkpoint().orElseThrow().note().bytes();
      }
    };
  }

  private void over() throws Exception {
    sessions.over(terms.grantId(), traffic.provider.publicKey());
  }

  @Test
  void whatBothEndsSignedCountsWhenTheSessionIsOver() throws Exception {
    desk.take(windows);
    sessions.turn();
    assertThat(feed.step()).as("more may come").isFalse();

    over();

    feedAll();
    assertThat(log.standing().size()).as("genesis and one entry").isEqualTo(2);
    assertCountedOnce(4);
  }

  @Test
  void aSessionOfWhichNothingMoreComesCountsToo() throws Exception {
    desk.take(windows);
    now.set(now.get().plus(Duration.ofMinutes(2)));

    sessions.turn();

    feedAll();
    assertThat(log.standing().size()).isEqualTo(2);
    assertCountedOnce(4);
  }

  @Test
  void anEpochThatEndsCountsWhatIsSignedByThenAndTheNextTheRest() throws Exception {
    desk.take(windows.subList(0, 1));
    feed.start();
    var epochs = new Epochs(disk, log, feed, sessions, coordinator);
    assertThat(epochs.close().paid()).isEqualTo(new MicroLmr(POOL));
    desk.take(windows.subList(2, 4));
    assertThat(epochs.close().paid()).isEqualTo(new MicroLmr(POOL));
    assertThat(epochs.close().paid()).isEqualTo(MicroLmr.NONE);
    feed.close();
    crash();

    var report = audited();
    assertThat(report.epochs().stream().map(each -> each.contributed().count()))
        .containsExactly((long) BYTES, 3L * BYTES, 0L, 0L);
  }

  @Test
  void anEpochWithNothingButAnOpenSessionHasAContribution() throws Exception {
    assertThat(hasContribution()).isFalse();
    desk.take(windows);
    assertThat(hasContribution()).isTrue();
  }

  private boolean hasContribution() throws Exception {
    return disk.read(book -> book.openEpoch().hasContribution());
  }

  @Test
  void onlyItsProviderEndsASession() throws Exception {
    desk.take(windows);

    sessions.over(terms.grantId(), IdentityKey.generate().publicKey());

    assertThat(feed.step()).isFalse();
  }

  @Test
  void aDisputedSessionDoesNotCount() throws Exception {
    desk.take(windows.subList(0, 1));
    desk.take(traffic.windows(terms, 1, BYTES + 1));
    over();
    sessions.enterAll();

    assertThat(feed.step()).isFalse();
  }

  @Test
  void windowsThatWereTakenCountAfterACrash() throws Exception {
    desk.take(windows);
    crash();
    over();
    assertCountedOnce(4);
  }

  @Test
  void anEntryOnItsWayCountsAfterACrash() throws Exception {
    desk.take(windows);
    over();
    crash();
    over();
    assertCountedOnce(4);
  }

  @Test
  void aLogThatBreaksBeforeItKeepsAnEntryGetsItAgain() throws Exception {
    desk.take(windows);
    over();
    breakage.when = Breakage.When.BEFORE_APPEND;
    assertThatThrownBy(() -> feed.step()).isInstanceOf(IOException.class);
    crash();
    over();
    assertCountedOnce(4);
  }

  @Test
  void aLogThatBreaksAfterItKeptAnEntryDoesNotCountItTwice() throws Exception {
    desk.take(windows.subList(0, 2));
    over();
    breakage.when = Breakage.When.AFTER_APPEND;
    assertThatThrownBy(() -> feed.step()).isInstanceOf(IOException.class);
    crash();
    desk.take(windows);
    over();
    assertCountedOnce(4);
  }

  @Test
  void aPlaceInTheLogThatWasNotWrittenDownIsFoundAgain() throws Exception {
    desk.take(windows);
    over();
    broken.set(true);
    assertThatThrownBy(() -> feed.step()).isInstanceOf(IOException.class);
    crash();
    desk.take(windows);
    over();
    assertCountedOnce(4);
  }

  @Test
  void aChangeThatWasNotStoredIsAsIfItNeverHappened() throws Exception {
    desk.take(windows);
    broken.set(true);
    assertThatThrownBy(this::over).isInstanceOf(IOException.class);
    broken.set(false);
    assertThat(feed.step()).isFalse();
    crash();
    over();
    assertCountedOnce(4);
  }

  @Test
  void itsProviderHearsOfItUntilItHasStoredIt() throws Exception {
    desk.take(windows);
    over();
    assertThat(told()).as("not in the log yet").isEmpty();
    feedAll();
    assertThat(told()).hasSize(1);
    var first = (ToAgent.SessionLogged) told().getFirst();
    var signed =
        new SessionEvidence(coordinator.publicKey()).verify(first.session(), first.logged());
    assertThat(signed.receipt().up()).isEqualTo(new Bytes(4L * BYTES));
    crash();
    assertThat(told()).hasSize(1);

    news.kept(traffic.receiver.publicKey(), terms.grantId(), 4);
    assertThat(told()).as("somebody else").hasSize(1);
    news.kept(traffic.provider.publicKey(), terms.grantId(), 4);
    assertThat(told()).isEmpty();
  }

  private List<ToAgent> told() throws Exception {
    var told = new ArrayList<ToAgent>();
    news.again(traffic.provider.publicKey(), told::add);
    return told;
  }

  @Test
  void itsPayerSeesWhatBothEndsHaveSigned() throws Exception {
    var payer = traffic.receiver.publicKey();
    assertThat(news.paidBy(payer).sessions()).isEmpty();
    desk.take(windows.subList(0, 2));
    assertThat(news.paidBy(payer).sessions())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.receipt()).isEqualTo(windows.get(1));
              assertThat(it.logged()).isNull();
            });
    over();
    feedAll();
    desk.take(windows);

    assertThat(news.paidBy(payer).sessions())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.receipt()).isEqualTo(windows.getLast());
              assertThat(it.logged()).isNotNull();
            });
    assertThat(news.paidBy(traffic.provider.publicKey()).sessions()).isEmpty();
  }
}
