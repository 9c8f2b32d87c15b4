package network.lumora.coordinator.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.book.Order;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.program.FakeConsumer;
import network.lumora.coordinator.program.FlakyBooks;
import network.lumora.coordinator.proximity.Atlas;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.settle.EarLine;
import network.lumora.coordinator.store.SqliteBooks;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Field;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.Instructions;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.Place;
import network.lumora.protocol.message.Policy;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.Urgency;
import network.lumora.protocol.message.Wishes;
import network.lumora.protocol.seal.SealKey;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decides while what was decided before is still being written down. */
class DispatchTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final LeaseTerms TERMS =
      new LeaseTerms(
          Duration.ofSeconds(60),
          Duration.ofSeconds(15),
          5,
          new Bytes(1_000_000),
          LeaseTerms.MAX_RESULT,
          new Policy(1, "test", "0.1.0"));

  private final IdentityKey coordinator = IdentityKey.generate();
  private final IdentityKey consumer = IdentityKey.generate();
  private final IdentityKey agent = IdentityKey.generate();
  private final SealKey sealKey = SealKey.generate();
  private final StatementCodec statements = new StatementCodec();
  private final AtomicBoolean broken = new AtomicBoolean();
  private final Agents agents = new Agents("0.1.0", AssignTerms.DEFAULT.pool());
  private final EarLine line = new EarLine();

  /** What the hands are to do, done when the test says so. */
  private final Deque<Runnable> toDo = new ArrayDeque<>();

  private final SqliteBooks disk;
  private final Dispatch dispatch;

  DispatchTest(@TempDir Path data) throws IOException {
    disk = SqliteBooks.open(data.resolve("book.db"));
    dispatch =
        new Dispatch(
            new FlakyBooks(disk, broken),
            agents,
            AssignTerms.DEFAULT,
            new Atlas(new Random(1)),
            new TaskLife(coordinator, 5),
            TERMS,
            coordinator,
            FakeConsumer::newId,
            new Counts(),
            toDo::add,
            () -> NOW);
  }

  @AfterEach
  void close() throws IOException {
    disk.close();
  }

  private void order(int pages) throws Exception {
    order(pages, Wishes.NONE);
  }

  private void order(int pages, Wishes wishes) throws Exception {
    var urls = IntStream.range(0, pages).mapToObj(n -> "https://example.org/" + n).toList();
    var text =
        new DocumentCodec()
            .write(new Instructions(urls, List.of(new Field("t", "h1", null, false))));
    var head =
        new OrderHead(
            FakeConsumer.newId(),
            consumer.publicKey(),
            coordinator.publicKey(),
            sealKey.publicKey(),
            pages,
            Sha256.of(text),
            NOW,
            wishes);
    disk.write(
        book -> {
          var signed = statements.sign(head, consumer);
          book.orders().add(head, Sha256.of(signed.payload()), signed, text, NOW);
          book.orders().setPhase(head.orderId(), Order.Phase.OPEN);
          book.tasks().enqueue(head.orderId(), pages);
          return true;
        });
  }

  private long givenByTurn() throws Exception {
    return disk.read(book -> book.leases().newest(1_000)).stream()
        .filter(lease -> lease.reason().startsWith("TURN"))
        .count();
  }

  private void connect(int slots) {
    var greeting =
        new Greeting(
            FakeConsumer.newId(),
            coordinator.publicKey(),
            agent.publicKey(),
            sealKey.publicKey(),
            "0.1.0",
            List.of(Greeting.SCRAPE),
            slots,
            0,
            List.of());
    agents.arrives(greeting, line, List.of());
    agents.tells(agent.publicKey(), slots, new BytesPerSecond(10_000_000));
  }

  private void work() {
    while (!toDo.isEmpty()) {
      toDo.remove().run();
    }
  }

  private List<Integer> offered() throws Exception {
    var pages = new ArrayList<Integer>();
    for (var offer : line.all(ToAgent.Offer.class)) {
      pages.add(statements.read(offer.lease(), Lease.class).taskId().index());
    }
    return pages;
  }

  @Test
  void givesNoPageTwiceThatIsStillBeingWrittenDown() throws Exception {
    order(3);
    connect(4);
    dispatch.turn();
    dispatch.turn();
    work();
    dispatch.turn();
    work();
    assertThat(offered()).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void givesTheNextPagesWhileTheFirstAreBeingWrittenDown() throws Exception {
    connect(4);
    order(1);
    dispatch.turn();
    order(1);
    dispatch.turn();
    assertThat(toDo).hasSize(2);
    work();
    assertThat(line.all(ToAgent.Offer.class)).hasSize(2);
  }

  @Test
  void aPageThatNobodyTakesDoesNotUseUpTurns() throws Exception {
    connect(64);
    order(1, new Wishes(Urgency.NORMAL, null, List.of(Place.parse("AQ"))));
    for (int page = 0; page < 60; page++) {
      order(1);
      dispatch.turn();
      work();
    }
    assertThat(line.all(ToAgent.Offer.class)).hasSize(60);
    assertThat(givenByTurn()).isEqualTo(1);
  }

  @Test
  void givesAgainWhatTheDiskDidNotTake() throws Exception {
    order(2);
    connect(4);
    broken.set(true);
    dispatch.turn();
    work();
    assertThat(offered()).isEmpty();
    assertThat(agents.census().working()).isZero();
    broken.set(false);
    dispatch.turn();
    work();
    assertThat(offered()).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void looksAtTheBookAgainBeforeItBelievesTheDiskIsBack() throws Exception {
    order(2);
    connect(4);
    broken.set(true);
    dispatch.turn();
    work();
    assertThat(dispatch.turn()).isFalse();
  }

  @Test
  void handsBackAlsoWhatWasJustDecidedWhenItStops() throws Exception {
    order(2);
    connect(4);
    dispatch.turn();
    dispatch.stopGiving();
    work();
    dispatch.handBack();
    var waiting = disk.read(book -> book.tasks().waiting(10));
    assertThat(waiting).containsEntry(consumer.publicKey(), 2L);
    assertThat(line.all(ToAgent.Cancel.class)).hasSize(2);
  }
}
