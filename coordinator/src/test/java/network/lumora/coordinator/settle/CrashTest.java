package network.lumora.coordinator.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.book.Order;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.lease.Dispatch;
import network.lumora.coordinator.lease.LeaseTerms;
import network.lumora.coordinator.lease.TaskLife;
import network.lumora.coordinator.program.FakeAgent;
import network.lumora.coordinator.program.FakeConsumer;
import network.lumora.coordinator.program.FlakyBooks;
import network.lumora.coordinator.proximity.Atlas;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.settle.FlakyLog.Breakage;
import network.lumora.coordinator.store.SqliteBooks;
import network.lumora.ledger.audit.Audit;
import network.lumora.ledger.audit.EntrySource;
import network.lumora.ledger.log.NoteKey;
import network.lumora.ledger.sqlite.SqliteLog;
import network.lumora.proof.fraud.Lines;
import network.lumora.proof.receipt.Counted;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Field;
import network.lumora.protocol.message.Genesis;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.Instructions;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.Policy;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.seal.SealKey;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.units.MicroLmr;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stops between any two steps of a settlement and goes on from what is on the disk: nothing is
 * lost, nothing is paid twice, and the log stands an audit.
 */
class CrashTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final String ORIGIN = "lumora.network/log/test";
  private static final Policy POLICY = new Policy(1, "test", "0.1.0");
  private static final LeaseTerms TERMS =
      new LeaseTerms(
          Duration.ofSeconds(60),
          Duration.ofSeconds(15),
          5,
          new Bytes(1_000_000),
          LeaseTerms.MAX_RESULT,
          POLICY);
  private static final Sealed SEALED = Sealed.of("sealed".getBytes(StandardCharsets.UTF_8));

  private final Path data;
  private final IdentityKey coordinator = IdentityKey.generate();
  private final IdentityKey consumer = IdentityKey.generate();
  private final IdentityKey agent = IdentityKey.generate();
  private final SealKey sealKey = SealKey.generate();
  private final StatementCodec statements = new StatementCodec();
  private final DocumentCodec documents = new DocumentCodec();
  private final AtomicBoolean broken = new AtomicBoolean();
  private final Breakage breakage = new Breakage();
  private final String orderId = FakeConsumer.newId();
  private Parts parts;

  /** What is lost with a crash. */
  private record Parts(
      SqliteBooks disk,
      FlakyBooks books,
      PublicLog log,
      Agents agents,
      Dispatch dispatch,
      LogFeed feed,
      Answers answers,
      Settlement settlement,
      EarLine line) {}

  CrashTest(@TempDir Path data) throws IOException {
    this.data = data;
    this.parts = open();
  }

  private Parts open() throws IOException {
    var disk = SqliteBooks.open(data.resolve("book.db"));
    var books = new FlakyBooks(disk, broken);
    var log =
        new PublicLog(
            () -> new FlakyLog(SqliteLog.open(data.resolve("log.db"), coordinator), breakage));
    var agents = new Agents("0.1.0", AssignTerms.DEFAULT.pool());
    var life = new TaskLife(coordinator, 5);
    Supplier<String> ids = FakeConsumer::newId;
    var counts = new Counts();
    var dispatch =
        new Dispatch(
            books,
            agents,
            AssignTerms.DEFAULT,
            new Atlas(new Random(1)),
            life,
            TERMS,
            coordinator,
            ids,
            counts,
            Runnable::run,
            () -> NOW);
    var answers = new Answers(books, log, agents);
    var feed = new LogFeed(books, log, _ -> {}, () -> NOW);
    var settlement =
        new Settlement(
            books,
            life,
            dispatch,
            feed,
            answers,
            _ -> Lines.unknown(),
            counts,
            coordinator,
            () -> NOW);
    return new Parts(disk, books, log, agents, dispatch, feed, answers, settlement, new EarLine());
  }

  @BeforeEach
  void begin() throws Exception {
    var genesis =
        new Genesis(
            ORIGIN,
            coordinator.publicKey(),
            new MicroLmr(1_000_000_000),
            new Bytes(16_384),
            new Bytes(2_048),
            new Bytes(65_536),
            NOW);
    parts.log.append(List.of(documents.writeBytes(statements.sign(genesis, coordinator))));
  }

  @AfterEach
  void close() throws IOException {
    parts.log.close();
    parts.disk.close();
  }

  private void crash() throws IOException {
    close();
    breakage.when = Breakage.When.NEVER;
    broken.set(false);
    parts = open();
  }

  private void placeOrder() throws Exception {
    var instructions =
        documents.write(
            new Instructions(
                List.of("https://example.org/"), List.of(new Field("t", "h1", null, false))));
    var head =
        new OrderHead(
            orderId,
            consumer.publicKey(),
            coordinator.publicKey(),
            sealKey.publicKey(),
            1,
            Sha256.of(instructions),
            NOW);
    var signed = statements.sign(head, consumer);
    parts.books.write(
        book -> {
          book.orders().add(head, Sha256.of(signed.payload()), signed, instructions, NOW);
          return book.outbox()
              .add(new network.lumora.coordinator.book.Outbox.OrderBegins(orderId), signed);
        });
  }

  private void connect(String... holding) {
    var greeting =
        new Greeting(
            FakeConsumer.newId(),
            coordinator.publicKey(),
            agent.publicKey(),
            sealKey.publicKey(),
            "0.1.0",
            List.of("scrape"),
            2,
            0,
            List.of(holding));
    parts.agents.arrives(greeting, parts.line, List.of(holding));
    parts.agents.tells(agent.publicKey(), 2, new BytesPerSecond(1));
  }

  private Lease lease() throws Exception {
    parts.dispatch.turn();
    var offers = parts.line.all(ToAgent.Offer.class);
    assertThat(offers).hasSize(1);
    return statements.read(offers.getFirst().lease(), Lease.class);
  }

  private Optional<ToAgent> deliver(Lease lease) throws Exception {
    var receipt = FakeAgent.receipt(lease, consumer.publicKey(), 1, SEALED.bytes(), NOW);
    var delivery = new ToCoordinator.Delivery(1, 1, statements.sign(receipt, agent));
    var counted = new Counted(new Bytes(SEALED.length()), SEALED.digest());
    return parts.settlement.settle(agent.publicKey(), new Arrived(delivery, SEALED, counted));
  }

  private Lease leased() throws Exception {
    placeOrder();
    parts.feed.step();
    connect();
    return lease();
  }

  private void assertSettledOnce() throws Exception {
    while (parts.feed.step()) {}
    assertThat(parts.log.standing().size()).as("genesis, head, receipt, end").isEqualTo(4);
    var told = new java.util.ArrayList<ToAgent>();
    parts.answers.again(agent.publicKey(), 0, told::add);
    assertThat(told).hasSize(1).first().isInstanceOf(ToAgent.Settled.class);
    var order = parts.books.read(book -> book.orders().find(orderId)).orElseThrow();
    assertThat(order.phase()).isEqualTo(Order.Phase.COMPLETE);
    assertThat(order.tally().ok()).isEqualTo(1);
    assertThat(order.tally().open()).isZero();
    assertAudited();
  }

  private void assertAudited() throws IOException {
    parts.log.close();
    try (var log = SqliteLog.open(data.resolve("log.db"), coordinator)) {
      var audit =
          new Audit(
              new NoteKey(ORIGIN, coordinator.publicKey()), List.of(), Optional.of(log.balances()));
      var report = audit.run(source(log));
      assertThat(report.isClean()).as(report.toString()).isTrue();
    }
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

  private Order order() throws Exception {
    return parts.books.read(book -> book.orders().find(orderId)).orElseThrow();
  }

  private List<Long> fetchable() throws Exception {
    return parts.books.read(book -> book.deliveries().logged(orderId, 0, 10));
  }

  @Test
  void anOrderIsCompleteOnlyWhenAllItsResultsCanBeFetched() throws Exception {
    deliver(leased());

    assertThat(order().phase()).isEqualTo(Order.Phase.SETTLING);
    assertThat(fetchable()).isEmpty();
    while (order().phase() == Order.Phase.SETTLING && parts.feed.step()) {}

    assertThat(order().phase()).isEqualTo(Order.Phase.COMPLETE);
    assertThat(fetchable()).hasSize(1);
  }

  @Test
  void aLeaseSaysWhyItsAgentGotIt() throws Exception {
    var lease = leased();
    crash();

    var kept = parts.books.read(book -> book.leases().find(lease.leaseId())).orElseThrow();

    assertThat(kept.reason()).startsWith("BEST ").contains(" of 1, ");
  }

  @Test
  void anOrderThatWasNotLoggedYetIsLoggedBeforeAnyoneWorksOnIt() throws Exception {
    placeOrder();
    crash();
    connect();
    parts.dispatch.turn();
    assertThat(parts.line.all(ToAgent.Offer.class)).isEmpty();

    parts.feed.step();

    deliver(lease());
    assertSettledOnce();
  }

  @Test
  void aDeliveryThatWasAcceptedIsLoggedAfterACrash() throws Exception {
    var lease = leased();
    assertThat(deliver(lease)).isEmpty();

    crash();

    assertSettledOnce();
  }

  @Test
  void aLogThatBreaksBeforeItKeepsAnEntryGetsItAgain() throws Exception {
    deliver(leased());
    breakage.when = Breakage.When.BEFORE_APPEND;
    assertThatThrownBy(() -> parts.feed.step()).isInstanceOf(IOException.class);

    crash();

    assertSettledOnce();
  }

  @Test
  void aLogThatBreaksAfterItKeptAnEntryDoesNotKeepItTwice() throws Exception {
    deliver(leased());
    breakage.when = Breakage.When.AFTER_APPEND;
    assertThatThrownBy(() -> parts.feed.step()).isInstanceOf(IOException.class);

    crash();

    assertSettledOnce();
  }

  @Test
  void aLogThatBreaksIsOpenedAgainWithoutARestart() throws Exception {
    deliver(leased());
    breakage.when = Breakage.When.AFTER_APPEND;
    assertThatThrownBy(() -> parts.feed.step()).isInstanceOf(IOException.class);
    breakage.when = Breakage.When.NEVER;

    assertSettledOnce();
  }

  @Test
  void aPlaceInTheLogThatWasNotWrittenDownIsFoundAgain() throws Exception {
    deliver(leased());
    broken.set(true);
    assertThatThrownBy(() -> parts.feed.step()).isInstanceOf(IOException.class);
    assertThat(parts.log.standing().size()).isEqualTo(4);

    crash();

    assertSettledOnce();
  }

  @Test
  void anAnswerThatNobodyHeardIsGivenAgain() throws Exception {
    var lease = leased();
    deliver(lease);
    parts.feed.step();

    crash();
    connect();

    assertThat(deliver(lease)).get().isInstanceOf(ToAgent.Settled.class);
    assertSettledOnce();
  }

  @Test
  void aDeliveryThatCouldNotBeStoredIsAsIfItNeverCame() throws Exception {
    var lease = leased();
    broken.set(true);
    assertThatThrownBy(() -> deliver(lease)).isInstanceOf(IOException.class);
    broken.set(false);
    assertThat(parts.log.standing().size()).isEqualTo(2);

    crash();

    deliver(lease);
    assertSettledOnce();
  }

  @Test
  void aLeaseThatWasStoredButNeverSentIsTakenBackWhenTheAgentComes() throws Exception {
    leased();
    crash();
    connect();

    parts.dispatch.resumed(agent.publicKey(), List.of());

    parts.books.read(
        book -> {
          assertThat(book.leases().of(agent.publicKey())).isEmpty();
          assertThat(book.tasks().waiting(10).values()).containsExactly(1L);
          return true;
        });
  }
}
