package network.lumora.consumer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import network.lumora.consumer.fake.FakeCoordinator;
import network.lumora.consumer.fake.TestWorld;
import network.lumora.consumer.open.Checked;
import network.lumora.consumer.open.Where;
import network.lumora.consumer.order.BadOrderException;
import network.lumora.consumer.order.FieldText;
import network.lumora.consumer.order.LocalOrder;
import network.lumora.consumer.patience.Patience;
import network.lumora.consumer.trust.ForeignKeyException;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.DeliveredPage;
import network.lumora.protocol.message.Instructions;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.message.Urgency;
import network.lumora.protocol.message.Wishes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LumoraTest {
  private static final int PAGES = 7;

  @TempDir Path folder;
  private final TestWorld world = new TestWorld();
  private FakeCoordinator fake;
  private Lumora lumora;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeCoordinator();
    lumora = new Lumora(folder, world.world());
  }

  @AfterEach
  void stop() {
    lumora.close();
    fake.close();
  }

  @Test
  void ordersWaitsAndOpensAsTheClassDocShows() throws Exception {
    var pages = List.of("https://a.example/", "https://b.example/");
    var opened = new ArrayList<String>();

    var order = lumora.order(fake.url(), pages, FieldText.DEFAULT);
    fake.settleAll();
    lumora.await(order, status -> {});
    try (var purchase = lumora.fetch(order)) {
      purchase.forEach(
          checked -> {
            switch (checked) {
              case Checked.Opened(var result, var provenance) ->
                  opened.add(result.url() + " " + provenance.logIndex());
              case Checked.Broken(var page, var where, var what) ->
                  throw new AssertionError(page + " " + where + " " + what);
            }
          });
    }

    assertThat(opened).containsExactly("https://a.example/ 2", "https://b.example/ 3");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void goesOnFromTheCursorWhereverTheConnectionBreaks(boolean hidden) throws Exception {
    var order = settledOrder();
    fake.hidesBreaks = hidden;
    int length = fake.lines(order.id()).stream().mapToInt(line -> line.length + 1).sum();
    for (int cut = 1; cut < length; cut += length / 9) {
      lumora.forgetResults(order);
      fake.cuts.add(cut);

      assertComplete(order);
    }
  }

  @Test
  void goesOnWhereverTheJournalWasCutByAKill() throws Exception {
    var order = settledOrder();
    assertComplete(order);
    var journal = lumora.orders().folderOf(order).resolve("results.jsonl");
    byte[] whole = Files.readAllBytes(journal);
    var expected = dataset(order);
    for (int length = 0; length < whole.length; length += 997) {
      Files.write(journal, Arrays.copyOf(whole, length));

      assertThat(dataset(order)).isEqualTo(expected);
      assertThat(Files.readAllBytes(journal)).isEqualTo(whole);
    }
  }

  @Test
  void fetchesOnlyWhatIsNewTheSecondTime() throws Exception {
    var order = newOrder();
    fake.settle(order.id(), 0, 3);
    try (var purchase = lumora.fetch(order)) {
      assertThat(purchase.summary().opened()).isEqualTo(3);
    }
    fake.settle(order.id(), 3, PAGES);

    assertComplete(order);
  }

  @Test
  void refusesToOpenAnOrderThatIsBeingOpened() throws Exception {
    var order = settledOrder();
    try (var purchase = lumora.fetch(order)) {
      assertThatThrownBy(() -> lumora.fetch(order)).hasMessageContaining("is in use");
      assertThat(purchase.broken()).isEmpty();
    }
  }

  @Test
  void takesManyResponsesToGetAllResults() throws Exception {
    fake.linesAtOnce = 2;

    assertComplete(settledOrder());
  }

  @Test
  void sendsAnOrderAgainThatWasKilledBeforeItWasMarked() throws Exception {
    var order = newOrder();
    Files.delete(lumora.orders().folderOf(order).resolve("placed"));
    fake.requests.clear();

    lumora.status(order);

    assertThat(fake.requests).contains("POST /v1/orders");
    assertThat(lumora.orders().isPlaced(order)).isTrue();
  }

  @Test
  void forgetsAnOrderThatTheCoordinatorRefused() throws Exception {
    fake.canned.add(FakeCoordinator.Answer.problem("/v1/orders", ErrorCode.UNKNOWN_KEY));

    assertThatThrownBy(this::newOrder)
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("lumora-coordinator admit " + lumora.publicKey());
    assertThat(lumora.orders().all()).isEmpty();
  }

  @Test
  void keepsAnOrderWhoseFateIsUnknown() throws Exception {
    for (int i = 0; i < 3; i++) {
      fake.canned.add(FakeCoordinator.Answer.problem("/v1/orders", ErrorCode.UNAVAILABLE));
    }

    assertThatThrownBy(this::newOrder).hasMessageContaining("Try again later");
    assertThat(lumora.orders().all()).hasSize(1);
  }

  @Test
  void refusesACoordinatorThatChangedItsKey() throws Exception {
    newOrder();
    fake.key = IdentityKey.generate();

    assertThatThrownBy(this::newOrder)
        .isInstanceOf(ForeignKeyException.class)
        .hasMessageContaining("has changed its key")
        .hasMessageContaining("Nothing was sent");
  }

  @Test
  void aDeadlineThatHasPassedIsToldAndNothingIsSent() {
    var wishes = new Wishes(Urgency.NORMAL, Instant.EPOCH, List.of());
    var instructions = new Instructions(List.of("https://a.example/"), FieldText.DEFAULT);

    assertThatThrownBy(() -> lumora.order(fake.url(), Optional.empty(), instructions, wishes))
        .isInstanceOf(BadOrderException.class)
        .hasMessageContaining("1970-01-01T00:00:00Z has passed");
  }

  @Test
  void refusesACoordinatorThatDoesNotHaveTheKeyAskedFor() {
    var expected = Optional.of(IdentityKey.generate().publicKey());
    var instructions = new Instructions(List.of("https://a.example/"), FieldText.DEFAULT);

    assertThatThrownBy(() -> lumora.order(fake.url(), expected, instructions, Wishes.NONE))
        .isInstanceOf(ForeignKeyException.class)
        .hasMessageContaining("expected a coordinator with the key");
    assertThat(fake.requests).doesNotContain("POST /v1/orders", "POST /v1/sessions");
  }

  @Test
  void getsANewTokenWhenTheOldOneIsNotTakenAnyMore() throws Exception {
    var order = newOrder();
    fake.validToken = "another-token-0123456789";

    assertThat(lumora.status(order).pages()).isEqualTo(PAGES);
  }

  @Test
  void givesUpWhenEvenAFreshTokenIsRefused() throws Exception {
    var order = newOrder();
    fake.canned.add(FakeCoordinator.Answer.problem("/v1/orders", ErrorCode.NOT_AUTHENTICATED));
    fake.canned.add(FakeCoordinator.Answer.problem("/v1/sessions", ErrorCode.UNKNOWN_KEY));

    assertThatThrownBy(() -> lumora.status(order))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_KEY));
  }

  @Test
  void waitsAsLongAsABusyCoordinatorAsks() throws Exception {
    var order = newOrder();
    fake.canned.add(
        FakeCoordinator.Answer.problem("/v1/orders", ErrorCode.OVER_LIMIT)
            .with("Retry-After", "7"));
    fake.canned.add(
        FakeCoordinator.Answer.problem("/v1/orders", ErrorCode.UNAVAILABLE)
            .with("Retry-After", "999999"));

    assertThat(lumora.status(order).pages()).isEqualTo(PAGES);
    assertThat(world.pauses).hasSize(2);
    assertThat(world.pauses.get(0)).isBetween(7_000L, 7_500L);
    assertThat(world.pauses.get(1)).isBetween(60_000L, 61_000L);
  }

  @Test
  void namesAnAnswerThatIsNoCoordinators() throws Exception {
    var order = newOrder();
    fake.canned.add(new FakeCoordinator.Answer("/v1/orders", 200, "text/html", "<html>", Map.of()));

    assertThatThrownBy(() -> lumora.status(order))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("OrderStatus");
  }

  @Test
  void doesNotFollowARedirectWithItsToken() throws Exception {
    var order = newOrder();
    fake.canned.add(
        new FakeCoordinator.Answer("/v1/orders", 302, "text/html", "", Map.of())
            .with("Location", fake.url() + "/elsewhere"));

    assertThatThrownBy(() -> lumora.status(order)).hasMessageContaining("HTTP 302");
    assertThat(fake.requests).doesNotContain("GET /elsewhere");
  }

  @Test
  void reconnectsWhenEventsBreakOffWithinAnEvent() throws Exception {
    var order = settledOrder();
    fake.eventCuts.addAll(List.of(0, 40, 1_000));
    var statuses = new ArrayList<OrderStatus>();

    var last = lumora.await(order, statuses::add);

    assertThat(last.state()).isEqualTo(OrderStatus.State.COMPLETE);
    assertThat(statuses).isNotEmpty();
  }

  @Test
  void givesUpOnEventStreamsThatEndWithoutAnEvent() throws Exception {
    var order = newOrder();
    fake.hidesBreaks = true;
    fake.eventCuts.addAll(IntStream.range(0, 50).mapToObj(i -> 0).toList());

    assertThatThrownBy(() -> lumora.await(order, status -> {}))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("the order goes on");
  }

  @Test
  void givesUpOnEventStreamsThatAlwaysBreak() throws Exception {
    var order = newOrder();
    fake.eventCuts.addAll(IntStream.range(0, 50).mapToObj(i -> 0).toList());

    assertThatThrownBy(() -> lumora.await(order, status -> {})).isInstanceOf(IOException.class);
  }

  @Test
  void refusesALineOfTenMegabytes() throws Exception {
    var order = settledOrder();
    byte[] line = new byte[10 << 20];
    Arrays.fill(line, (byte) 'x');
    fake.lines(order.id()).set(1, line);

    assertThatThrownBy(() -> lumora.fetch(order))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }

  @Test
  void namesALineThatIsNoPageAndOpensTheOthers() throws Exception {
    var order = settledOrder();
    fake.lines(order.id()).set(1, "{\"garbage\":".getBytes(StandardCharsets.UTF_8));

    assertBroken(order, PAGES - 1, Where.FORMAT, Where.MISSING);
  }

  @Test
  void namesAPageThatCameTwice() throws Exception {
    var order = settledOrder();
    var second = fake.line(order.id(), 1);
    fake.setLine(
        order.id(),
        6,
        new DeliveredPage(
            second.taskId(),
            7,
            second.sealed(),
            second.receipt(),
            second.logged(),
            second.policySha256()));

    assertBroken(order, PAGES - 1, Where.DUPLICATE, Where.MISSING);
  }

  @Test
  void namesAPageThatIsMissing() throws Exception {
    var order = settledOrder();
    fake.lines(order.id()).removeLast();

    assertBroken(order, PAGES - 1, Where.MISSING);
  }

  @Test
  void namesPagesThatAreSettledAndNotDeliveredWhileTheOrderIsOpen() throws Exception {
    var order = newOrder();
    fake.settle(order.id(), 0, 4);
    fake.lines(order.id()).removeLast();

    assertBroken(order, 3, Where.MISSING);
  }

  @Test
  void givesUpOnResultsThatDoNotGoOn() throws Exception {
    var order = newOrder();
    fake.settle(order.id(), 0, 1);
    var first = fake.line(order.id(), 0);
    fake.setLine(
        order.id(),
        0,
        new DeliveredPage(
            first.taskId(),
            0,
            first.sealed(),
            first.receipt(),
            first.logged(),
            first.policySha256()));

    assertThatThrownBy(() -> lumora.fetch(order))
        .hasMessageContaining("do not go on after cursor 0");
  }

  @Test
  void givesUpOnACoordinatorThatDoesNotAnswer() throws Exception {
    fake.close();
    var order = org.assertj.core.api.Assertions.catchThrowable(this::newOrder);

    assertThat(order).isInstanceOf(IOException.class).hasMessageContaining("after 3 attempts");
    assertThat(world.pauses).hasSize(2);
  }

  @Test
  void givesUpOnACoordinatorThatIsTooSlow() throws Exception {
    var patience =
        new Patience(Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofSeconds(5), 2);
    try (var silent = new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress());
        var impatient = new Lumora(folder.resolve("impatient"), world.world(patience))) {
      var url = "http://127.0.0.1:" + silent.getLocalPort();

      assertThatThrownBy(
              () -> impatient.order(url, List.of("https://a.example/"), FieldText.DEFAULT))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("after 2 attempts");
    }
  }

  private LocalOrder newOrder() throws Exception {
    var pages = IntStream.range(0, PAGES).mapToObj(i -> "https://site.example/" + i).toList();
    return lumora.order(fake.url(), pages, FieldText.DEFAULT);
  }

  private LocalOrder settledOrder() throws Exception {
    var order = newOrder();
    fake.settleAll();
    return order;
  }

  private void assertComplete(LocalOrder order) throws Exception {
    try (var purchase = lumora.fetch(order)) {
      assertThat(purchase.broken()).isEmpty();
      assertThat(purchase.summary().text())
          .isEqualTo(
              "7 pages: 6 ok, 1 refused (ROBOTS_DISALLOW 1); 7 receipts with two signatures and"
                  + " valid inclusion proofs");
    }
  }

  private void assertBroken(LocalOrder order, int opened, Where... where) throws Exception {
    try (var purchase = lumora.fetch(order)) {
      assertThat(purchase.broken()).extracting(Checked.Broken::where).containsExactly(where);
      assertThat(purchase.summary().opened()).isEqualTo(opened);
    }
  }

  private String dataset(LocalOrder order) throws Exception {
    var file = folder.resolve("out.jsonl");
    try (var again = new Lumora(folder, world.world());
        var purchase = again.fetch(order)) {
      purchase.write(file);
    }
    return Files.readString(file);
  }
}
