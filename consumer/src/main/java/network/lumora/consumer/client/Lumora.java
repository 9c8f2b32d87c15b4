package network.lumora.consumer.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import network.lumora.consumer.keys.Keys;
import network.lumora.consumer.open.Intake;
import network.lumora.consumer.open.Opener;
import network.lumora.consumer.order.BadOrderException;
import network.lumora.consumer.order.CoordinatorUrl;
import network.lumora.consumer.order.LocalOrder;
import network.lumora.consumer.order.LocalOrders;
import network.lumora.consumer.patience.BackOff;
import network.lumora.consumer.relay.Self;
import network.lumora.consumer.trust.ForeignKeyException;
import network.lumora.consumer.trust.KeyGuard;
import network.lumora.consumer.trust.KnownCoordinators;
import network.lumora.consumer.trust.SeenLog;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.cryptography.NativeCryptography;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Field;
import network.lumora.protocol.message.Instructions;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.message.Wishes;
import network.lumora.protocol.passage.PumpThreads;
import org.jspecify.annotations.Nullable;

/**
 * Buys pages. One thread, and one process for a data folder.
 *
 * <pre>{@code
 * try (var lumora = new Lumora(folder, Main.world())) {
 *   var order = lumora.order(coordinator, pages, fields);
 *   lumora.await(order, status -> {});
 *   try (var purchase = lumora.fetch(order)) {
 *     purchase.forEach(
 *         checked -> {
 *           switch (checked) {
 *             case Checked.Opened(var result, var provenance) -> use(result);
 *             case Checked.Broken(var page, var where, var what) -> complain(where, what);
 *           }
 *         });
 *   }
 * }
 * }</pre>
 */
public final class Lumora implements Closeable {
  /** Times that a stream of events may end without any event before we give up. */
  private static final int MAX_SILENT_STREAMS = 10;

  /** Times that a results response may end early without a line before we give up. */
  private static final int MAX_EMPTY_CUTS = 10;

  /** Two for each connection that a relay's local end takes; waiting takes no processor time. */
  private static final int RELAY_THREADS = 1_200;

  private final Path folder;
  private final World world;
  private final Keys keys;
  private final LocalOrders orders;
  private final KnownCoordinators coordinators;
  private final BackOff backOff;
  private final Map<String, Coordinator> connections = new HashMap<>();

  /** Everything is kept in {@code folder}: keys, orders, results. */
  public Lumora(Path folder, World world) throws IOException {
    this.folder = folder;
    this.world = world;
    this.keys = Keys.in(folder.resolve("keys"));
    this.orders = new LocalOrders(folder.resolve("orders"));
    this.coordinators = new KnownCoordinators(folder.resolve("coordinators"), world.clock());
    this.backOff = new BackOff(world.pause(), world.random());
  }

  /** The name to be admitted by. */
  public PublicKey publicKey() {
    return keys.publicKey();
  }

  /**
   * As a party of relays.
   *
   * @param nanos a ticker that never goes back
   */
  public Self self(PublicKey coordinator, LongSupplier nanos) {
    // Where it does not load, relays are slow and all else is as it was.
    var _ = NativeCryptography.add();
    return new Self(
        keys.identity(),
        coordinator,
        world.random(),
        world.clock(),
        nanos,
        new PumpThreads(RELAY_THREADS));
  }

  public LocalOrders orders() {
    return orders;
  }

  public KnownCoordinators coordinators() {
    return coordinators;
  }

  /** What was seen of a coordinator's log. */
  public SeenLog seenLog(PublicKey coordinator) {
    return new SeenLog(folder.resolve("coordinators"), coordinator);
  }

  /** Orders the same fields of every page, each once. */
  public LocalOrder order(String coordinatorUrl, List<String> pages, List<Field> fields)
      throws IOException, ProtocolException, BadOrderException {
    return order(coordinatorUrl, Optional.empty(), instructions(pages, fields), Wishes.NONE);
  }

  /**
   * Orders from a coordinator whose key is known by another way.
   *
   * @param key empty to trust what the address showed when it was first used
   * @param wishes how soon and from where
   * @throws BadOrderException also if the deadline has passed
   */
  public LocalOrder order(
      String coordinatorUrl, Optional<PublicKey> key, Instructions instructions, Wishes wishes)
      throws IOException, ProtocolException, BadOrderException {
    var url = CoordinatorUrl.parse(coordinatorUrl);
    var coordinator = meet(url, key);
    var now = world.clock().instant();
    requireAhead(wishes, now);
    var order = LocalOrder.sign(url, coordinator, instructions, wishes, keys, world.random(), now);
    orders.store(order);
    try {
      place(order);
    } catch (ProtocolException e) {
      forgetIfRefused(order, e.code());
      throw e;
    }
    return order;
  }

  private static void requireAhead(Wishes wishes, Instant now) throws BadOrderException {
    var deadline = wishes.deadline();
    if (deadline != null && !deadline.isAfter(now)) {
      throw new BadOrderException(
          "the deadline %s has passed; it is %s now".formatted(deadline, now));
    }
  }

  private static Instructions instructions(List<String> pages, List<Field> fields)
      throws BadOrderException {
    try {
      return new Instructions(pages, fields);
    } catch (IllegalArgumentException e) {
      throw new BadOrderException("not an order: " + e.getMessage());
    }
  }

  /** The key of the coordinator at an address, which is remembered if it is new. */
  public PublicKey meet(String url, Optional<PublicKey> expected)
      throws IOException, ProtocolException {
    var known = coordinators.find(url);
    if (expected.isPresent() && known.isPresent()) {
      KnownCoordinators.require(expected.get(), known.get().key());
    }
    try (var api =
        connect(
            url,
            shown -> {
              if (expected.isPresent()) {
                KnownCoordinators.require(expected.get(), shown);
              }
              coordinators.check(url, shown);
            })) {
      return api.key();
    }
  }

  private void place(LocalOrder order) throws IOException, ProtocolException {
    at(order.url()).place(order.request());
    orders.markPlaced(order);
  }

  /**
   * After INTERNAL or a busy answer it may have been accepted after all; it is sent again later.
   */
  private void forgetIfRefused(LocalOrder order, ErrorCode code) throws IOException {
    switch (code) {
      case INTERNAL, UNAVAILABLE, OVER_LIMIT -> {}
      case MALFORMED,
          UNKNOWN_TYPE,
          UNSUPPORTED_VERSION,
          TOO_LARGE,
          BAD_SIGNATURE,
          UNKNOWN_KEY,
          NOT_AUTHENTICATED,
          EXPIRED,
          REPLAYED,
          NOT_FOUND,
          CONFLICT,
          OUT_OF_ORDER ->
          orders.forget(order);
    }
  }

  /** Sends an order whose sending was interrupted. */
  private void ensurePlaced(LocalOrder order) throws IOException, ProtocolException {
    if (!orders.isPlaced(order)) {
      place(order);
    }
  }

  public OrderStatus status(LocalOrder order) throws IOException, ProtocolException {
    ensurePlaced(order);
    return at(order.url()).status(order.id());
  }

  public OrderStatus cancel(LocalOrder order) throws IOException, ProtocolException {
    ensurePlaced(order);
    return at(order.url()).cancel(order.id());
  }

  /**
   * Waits until the order is over; connections that break are made again.
   *
   * @param progress gets every status that comes
   * @return the last one
   */
  public OrderStatus await(LocalOrder order, Consumer<OrderStatus> progress)
      throws IOException, ProtocolException {
    ensurePlaced(order);
    var watch = new Watch(progress);
    for (int silent = 0; silent < MAX_SILENT_STREAMS; ) {
      watch.heard = false;
      var failure = follow(order, watch);
      var last = watch.last;
      if (last != null && last.state() != OrderStatus.State.OPEN) {
        return last;
      }
      silent = watch.heard ? 0 : silent + 1;
      if (silent == MAX_SILENT_STREAMS && failure.isPresent()) {
        throw failure.get();
      }
      backOff.waitAfter(silent + 1);
    }
    throw new ProtocolException(
        ErrorCode.UNAVAILABLE,
        "the coordinator ends every stream of events without an event; the order goes on: try again"
            + " later");
  }

  private Optional<IOException> follow(LocalOrder order, Watch watch)
      throws ForeignKeyException, ProtocolException {
    try {
      at(order.url()).events(order.id(), watch);
      return Optional.empty();
    } catch (ForeignKeyException e) {
      throw e;
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  /** Remembers the last status. */
  private static final class Watch implements Consumer<OrderStatus> {
    private final Consumer<OrderStatus> progress;
    private boolean heard;
    private @Nullable OrderStatus last;

    Watch(Consumer<OrderStatus> progress) {
      this.progress = progress;
    }

    @Override
    public void accept(OrderStatus status) {
      heard = true;
      last = status;
      progress.accept(status);
    }
  }

  /**
   * Fetches and checks what is settled and not here yet. Whatever stops it, the next call goes on
   * where it was.
   */
  public Purchase fetch(LocalOrder order) throws IOException, ProtocolException {
    ensurePlaced(order);
    var seen = seenLog(order.head().coordinator());
    var file = orders.folderOf(order).resolve("results.jsonl");
    var intake = new Intake(file, order, new Opener(order, keys.seal(), seen), seen);
    try {
      var status = at(order.url()).status(order.id());
      drain(order, intake);
      return new Purchase(intake, intake.missing(status));
    } catch (IOException | ProtocolException | RuntimeException e) {
      intake.close();
      throw e;
    }
  }

  /** Forgets the results that are here, so that {@link #fetch} begins anew. */
  public void forgetResults(LocalOrder order) throws IOException {
    Files.deleteIfExists(orders.folderOf(order).resolve("results.jsonl"));
  }

  private void drain(LocalOrder order, Intake intake) throws IOException, ProtocolException {
    int emptyCuts = 0;
    while (true) {
      long before = intake.cursor();
      var batch = batch(order, intake);
      if (batch.lines() == 0 && !batch.cut()) {
        return;
      }
      boolean advanced = intake.cursor() > before;
      if (!advanced && !batch.cut()) {
        throw new ProtocolException(
            ErrorCode.MALFORMED,
            "the coordinator's results do not go on after cursor "
                + before
                + "; tell its operator");
      }
      emptyCuts = advanced ? 0 : emptyCuts + 1;
      if (emptyCuts >= MAX_EMPTY_CUTS) {
        throw new IOException(
            "the connection broke " + emptyCuts + " times before a result came; try again later");
      }
      if (batch.cut()) {
        backOff.waitAfter(emptyCuts + 1);
      }
    }
  }

  /** What came before a failure is kept all the same. */
  private Coordinator.Batch batch(LocalOrder order, Intake intake)
      throws IOException, ProtocolException {
    try {
      return at(order.url()).results(order.id(), intake.cursor(), intake);
    } finally {
      intake.commit();
    }
  }

  /** A connection to a coordinator that is or becomes known. */
  public Coordinator at(String url) {
    return connections.computeIfAbsent(
        url, address -> connect(address, shown -> coordinators.check(address, shown)));
  }

  private Coordinator connect(String url, KeyGuard guard) {
    return world.connector().connect(url, keys.identity(), guard, world.patience(), backOff);
  }

  @Override
  public void close() {
    connections.values().forEach(Coordinator::close);
    connections.clear();
  }
}
