package network.lumora.coordinator.program;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.Outbox;
import network.lumora.coordinator.challenge.Challenges;
import network.lumora.coordinator.challenge.LineNews;
import network.lumora.coordinator.challenge.Verdicts;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.http.HttpServer;
import network.lumora.coordinator.http.Sessions;
import network.lumora.coordinator.lease.Dispatch;
import network.lumora.coordinator.lease.TaskLife;
import network.lumora.coordinator.link.AgentServer;
import network.lumora.coordinator.order.OrderDesk;
import network.lumora.coordinator.proximity.Atlas;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.relay.DestinationDesk;
import network.lumora.coordinator.relay.RelayDesk;
import network.lumora.coordinator.settle.Accounts;
import network.lumora.coordinator.settle.Answers;
import network.lumora.coordinator.settle.BookLines;
import network.lumora.coordinator.settle.EpochTimer;
import network.lumora.coordinator.settle.Epochs;
import network.lumora.coordinator.settle.LogFeed;
import network.lumora.coordinator.settle.PublicLog;
import network.lumora.coordinator.settle.SessionFeed;
import network.lumora.coordinator.settle.SessionNews;
import network.lumora.coordinator.settle.Settlement;
import network.lumora.coordinator.settle.WindowDesk;
import network.lumora.coordinator.store.SqliteBooks;
import network.lumora.coordinator.view.Overview;
import network.lumora.coordinator.view.Readiness;
import network.lumora.ledger.sqlite.SqliteLog;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Genesis;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running coordinator. */
public final class Coordinator implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);

  private static final Bytes PAGE_CREDIT = new Bytes(16_384);
  private static final Bytes REFUSAL_CREDIT = new Bytes(2_048);
  private static final Bytes DELIVERED_CAP = new Bytes(65_536);
  private static final int ID_BYTES = 16;
  private static final int RETRY_AFTER_SECONDS = 5;
  private static final long DRAIN_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Clock and chance: the only ones of the program. */
  public record World(InstantSource clock, LongSupplier nanos, RandomGenerator random) {}

  private final PublicKey key;
  private final Deque<Closeable> parts = new ArrayDeque<>();
  private final Readiness readiness = new Readiness();
  private final Agents registry;
  private final LongSupplier nanos;
  private final AgentServer agentServer;
  private final Dispatch dispatch;
  private final InetSocketAddress http;
  private final InetSocketAddress agents;

  private Coordinator(Settings settings, World world, UnaryOperator<Books> seen)
      throws IOException {
    boolean started = false;
    try {
      var folder = Folder.at(settings.data());
      var identity = folder.identity();
      this.key = identity.publicKey();
      var books = seen.apply(kept(SqliteBooks.open(folder.book())));
      var log = kept(new PublicLog(() -> SqliteLog.open(folder.ledger(), identity)));
      begin(log, identity, settings, world.clock());

      Supplier<String> ids = () -> id(world.random());
      var registry =
          new Agents(
              settings.leases().policy().minimumAgentVersion(), settings.assignment().pool());
      this.registry = registry;
      this.nanos = world.nanos();
      var counts = new Counts();
      var atlas = new Atlas(world.random());
      var life = new TaskLife(identity, settings.leases().maxTries());
      var answers = new Answers(books, log, registry);
      var accounts = new Accounts(log, registry);
      this.dispatch =
          kept(
              new Dispatch(
                  books,
                  registry,
                  settings.assignment(),
                  atlas,
                  life,
                  settings.leases(),
                  identity,
                  ids,
                  counts,
                  task -> Thread.ofVirtual().name("give").start(task),
                  world.clock()));
      var lines = new LineNews(books, log, registry);
      var sessions = new SessionNews(books, log, registry);
      var feed =
          kept(
              new LogFeed(
                  books,
                  log,
                  subject -> announce(subject, answers, accounts, lines, sessions),
                  world.clock()));
      var sessionFeed = kept(new SessionFeed(books, feed, identity, world.clock()));
      var challenges =
          kept(
              new Challenges(
                  settings.challenges(),
                  books,
                  registry,
                  key,
                  new Verdicts(books, identity, feed::nudge, world.clock()),
                  world.random(),
                  world.clock(),
                  world.nanos()));
      var sites =
          kept(
              Sites.of(
                  settings.relays().destinations(),
                  settings.leases().policy().userAgent(),
                  world.nanos()));
      var destinations =
          new DestinationDesk(
              books, sites.look(), settings.relays().destinations(), identity, ids, world.clock());
      var relays =
          new RelayDesk(
              registry,
              settings.challenges().operatorRun(),
              settings.relays(),
              books,
              new WindowDesk(books, BookLines::new, identity, counts, world.clock()),
              sessionFeed,
              destinations,
              key,
              ids,
              world.random(),
              world.clock(),
              world.nanos());
      var epochs = new Epochs(books, log, feed, sessionFeed, identity);
      var timer = kept(new EpochTimer(books, epochs, settings.epochLength(), world.clock()));
      var settlement =
          new Settlement(
              books,
              life,
              dispatch,
              feed,
              answers,
              BookLines::new,
              counts,
              identity,
              world.clock());
      this.agentServer =
          new AgentServer(
              settings.agents(),
              settings.link(),
              log.standing().origin(),
              key,
              registry,
              dispatch,
              settlement,
              answers,
              accounts,
              challenges,
              lines,
              sessions,
              relays,
              counts,
              ids,
              world.clock(),
              world.nanos());
      var httpServer =
          new HttpServer(
              settings.http(),
              folder.operatorToken(world.random()),
              new Sessions(key, books, ids, world.random(), world.clock(), world.nanos()),
              new OrderDesk(books, registry, life, feed, log, key, world.clock()),
              books,
              registry,
              epochs,
              log,
              challenges::state,
              relays,
              destinations,
              sessions,
              new Overview(
                  registry,
                  books,
                  log,
                  counts,
                  readiness,
                  () -> challenges.state().trouble(),
                  relays::carrying,
                  world.clock().instant()),
              world.clock(),
              world.nanos());
      feed.start();
      sessionFeed.start();
      dispatch.start();
      timer.start();
      challenges.start();
      this.agents = at(settings.agents(), opened(agentServer::start, settings.agents()));
      kept(agentServer);
      this.http = at(settings.http(), opened(httpServer::start, settings.http()));
      kept(httpServer);
      folder.writeAddress(text(http));
      readiness.is(Readiness.Phase.READY);
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  public static Coordinator start(Settings settings, World world) throws IOException {
    return new Coordinator(settings, world, UnaryOperator.identity());
  }

  /**
   * @param seen how the parts see the book, so that tests can let it fail
   */
  static Coordinator start(Settings settings, World world, UnaryOperator<Books> seen)
      throws IOException {
    return new Coordinator(settings, world, seen);
  }

  private <C extends Closeable> C kept(C part) {
    parts.push(part);
    return part;
  }

  @FunctionalInterface
  private interface Port {
    int open() throws IOException;
  }

  private static int opened(Port port, InetSocketAddress address) throws IOException {
    try {
      return port.open();
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on %s (%s); stop what uses the port, or choose another"
              .formatted(text(address), e.getMessage()),
          e);
    }
  }

  private static InetSocketAddress at(InetSocketAddress asked, int port) {
    return new InetSocketAddress(asked.getAddress(), port);
  }

  /** Writes the rules of a new log as its first entry. */
  private static void begin(
      PublicLog log, IdentityKey identity, Settings settings, InstantSource clock)
      throws IOException {
    if (log.isEmpty()) {
      var genesis =
          new Genesis(
              "lumora.network/log/" + identity.publicKey().abbreviated(),
              identity.publicKey(),
              settings.epochPool(),
              PAGE_CREDIT,
              REFUSAL_CREDIT,
              DELIVERED_CAP,
              clock.instant().truncatedTo(ChronoUnit.MILLIS));
      var entry = new DocumentCodec().writeBytes(new StatementCodec().sign(genesis, identity));
      log.append(List.of(entry));
    }
  }

  private void announce(
      Outbox.Subject subject,
      Answers answers,
      Accounts accounts,
      LineNews lines,
      SessionNews sessions) {
    switch (subject) {
      case Outbox.OrderBegins _ -> dispatch.nudge();
      case Outbox.DeliveryCounts(_, var agent, var sequence) -> tell(answers, agent, sequence);
      case Outbox.EpochEnds _ -> Thread.ofVirtual().name("balances").start(() -> tell(accounts));
      case Outbox.LineIsProven(var id, var agent) ->
          Thread.ofVirtual().name("line-news").start(() -> tell(lines, agent, id));
      case Outbox.SessionCounts(var number, var provider) ->
          Thread.ofVirtual().name("session-news").start(() -> tell(sessions, provider, number));
      case Outbox.OrderEnds _, Outbox.LinksAreFound _ -> {}
    }
  }

  private static void tell(SessionNews sessions, PublicKey provider, long number) {
    try {
      sessions.tell(provider, number);
    } catch (IOException | ProtocolException e) {
      LOG.warn("an agent will hear of what it carried when it reconnects: {}", e.getMessage());
    }
  }

  private static void tell(LineNews lines, PublicKey agent, String challengeId) {
    try {
      lines.tell(agent, challengeId);
    } catch (IOException | ProtocolException e) {
      LOG.warn("an agent will hear of its line when it reconnects: {}", e.getMessage());
    }
  }

  private static void tell(Accounts accounts) {
    try {
      accounts.tellAll();
    } catch (IOException e) {
      LOG.warn("agents will hear of their balances when they reconnect: {}", e.getMessage());
    }
  }

  private static void tell(Answers answers, PublicKey agent, long sequence) {
    try {
      answers.tell(agent, sequence);
    } catch (IOException | ProtocolException e) {
      LOG.warn("an agent will hear of its receipt when it reconnects: {}", e.getMessage());
    }
  }

  private static String id(RandomGenerator random) {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  public PublicKey key() {
    return key;
  }

  public InetSocketAddress http() {
    return http;
  }

  public InetSocketAddress agents() {
    return agents;
  }

  /** The line by which a program that started this one knows that it is ready. */
  public String readiness() {
    return "lumora-coordinator ready http=%s agents=%s key=%s"
        .formatted(text(http), text(agents), key);
  }

  private static String text(InetSocketAddress address) {
    var host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /**
   * Gives out nothing more, tells agents when to come back, and waits for what they work on. What
   * is not done by then waits again for the next start.
   */
  public void drain(Duration patience) {
    readiness.is(Readiness.Phase.DRAINING);
    dispatch.stopGiving();
    agentServer.drain(RETRY_AFTER_SECONDS);
    long start = nanos.getAsLong();
    while (registry.census().working() > 0 && nanos.getAsLong() - start < patience.toNanos()) {
      LockSupport.parkNanos(DRAIN_LOOK_NANOS);
    }
    try {
      dispatch.handBack();
    } catch (IOException | ProtocolException e) {
      LOG.warn(
          "leases go on until they expire, since they cannot be taken back: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (IOException e) {
        LOG.warn("a part did not close: {}", e.getMessage());
      }
    }
  }
}
