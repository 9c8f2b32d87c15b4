package network.lumora.coordinator.lease;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.GivenLease;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.count.Event;
import network.lumora.coordinator.proximity.Atlas;
import network.lumora.coordinator.registry.Agents;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator.DeclineReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives waiting tasks to willing agents, and takes back what they do not finish.
 *
 * <p>One thread calls {@link #turn}, which {@link #start} does; everything else is thread-safe.
 */
public final class Dispatch implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

  /** How often expired leases are looked for when nothing else happens. */
  private static final long SWEEP_MILLIS = 500;

  /** Turns that followed each other at once would each decide on one page. */
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** How often they are looked for when much happens. */
  private static final Duration SWEEP_PAUSE = Duration.ofMillis(50);

  /** Leases ended in one turn; more come with the next, which follows at once. */
  private static final int BATCH = 128;

  /** Leases have minutes at most. */
  private static final Duration BEYOND_ALL_LEASES = Duration.ofDays(365);

  /** For a turn that is under way, and for leases that are being issued. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  /** No site has this name. */
  private static final String HERE = "";

  private final Books books;
  private final Agents agents;
  private final Atlas atlas;
  private final TaskLife life;
  private final LeaseTerms terms;
  private final OfferDesk desk;
  private final Underway underway;
  private final Issuer issuer;
  private final Giving giver;
  private final Counts counts;
  private final Losses losses = new Losses();
  private final InstantSource clock;
  private final Semaphore nudges = new Semaphore(0);
  private Instant swept = Instant.MIN;
  private volatile boolean giving = true;
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  /**
   * @param atlas how far agents are from sites; hears of what they measure
   * @param hands seal, sign and store beside the choosing; each task waits for the disk
   */
  public Dispatch(
      Books books,
      Agents agents,
      AssignTerms assignment,
      Atlas atlas,
      TaskLife life,
      LeaseTerms terms,
      Signer coordinator,
      Supplier<String> ids,
      Counts counts,
      Executor hands,
      InstantSource clock) {
    this.books = books;
    this.agents = agents;
    this.atlas = atlas;
    this.life = life;
    this.terms = terms;
    this.desk = new OfferDesk(terms, coordinator);
    this.underway = new Underway(assignment.hedging());
    this.issuer = new Issuer(books, agents, life, desk, underway, counts, hands, this::nudge);
    this.giver =
        new Giving(
            books,
            agents,
            assignment.assigner(),
            atlas,
            desk,
            assignment.quotas(),
            underway,
            issuer,
            ids);
    this.counts = counts;
    this.clock = clock;
  }

  public void start() {
    thread = Thread.ofPlatform().name("dispatch").daemon().start(this::run);
  }

  private void run() {
    while (!closed) {
      try {
        while (turn() && !closed) {}
      } catch (IOException e) {
        LOG.warn("no task can be given or taken back now: {}", e.getMessage());
      } catch (ProtocolException | RuntimeException e) {
        LOG.error("a turn of giving out tasks failed", e);
      }
      rest();
    }
  }

  private void rest() {
    try {
      TimeUnit.NANOSECONDS.sleep(TURN_NANOS);
      if (nudges.tryAcquire(SWEEP_MILLIS, TimeUnit.MILLISECONDS)) {
        nudges.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** Something has changed: there may be work to give out. */
  public void nudge() {
    if (nudges.availablePermits() == 0) {
      nudges.release();
    }
  }

  /** No more tasks are given out from now on; leases are still taken back. */
  public void stopGiving() {
    giving = false;
  }

  @Override
  public void close() {
    closed = true;
    nudge();
    var running = thread;
    if (running != null) {
      try {
        running.join(STOP_PATIENCE);
        issuer.awaitIdle(STOP_PATIENCE);
        losses.rest(clock.instant()).ifPresent(Dispatch::log);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** One round; whether another may find more to do at once. */
  public boolean turn() throws IOException, ProtocolException {
    var now = clock.instant();
    boolean more = isTimeToSweep(now) && sweep(now);
    takeBackFromThoseGone(now);
    losses.due(now).ifPresent(Dispatch::log);
    boolean gave = giving && giver.give(now);
    return (gave && !issuer.hasFailed()) || more;
  }

  /** Whatever way the clock was set. */
  private boolean isTimeToSweep(Instant now) {
    return swept.equals(Instant.MIN)
        || Duration.between(swept, now).abs().compareTo(SWEEP_PAUSE) >= 0;
  }

  /** Looks for what time alone changes; whether there may be more of it. */
  private boolean sweep(Instant now) throws IOException, ProtocolException {
    boolean more = takeBackExpired(now);
    endLapsed(now);
    findLate(now);
    swept = more ? Instant.MIN : now;
    return more;
  }

  /** Orders whose deadline has passed. */
  private void endLapsed(Instant now) throws IOException, ProtocolException {
    if (!books.read(book -> book.orders().lapsed(now, 1)).isEmpty()) {
      books.write(
          book -> {
            for (var order : book.orders().lapsed(now, BATCH)) {
              life.lapse(book, order);
            }
            return true;
          });
    }
  }

  /** Who is late gets nothing more until it is over, and another may try the same page. */
  private void findLate(Instant now) {
    for (var lease : underway.becomeLate(now)) {
      agents.isLate(lease.agent(), lease.leaseId());
      if (underway.mayTryAgain(lease)) {
        giver.triesAgain(lease.taskId());
      }
    }
  }

  private boolean takeBackExpired(Instant now) throws IOException, ProtocolException {
    if (books.read(book -> book.leases().expired(now, 1)).isEmpty()) {
      return false;
    }
    var ended =
        books.write(
            book -> {
              var expired = book.leases().expired(now, BATCH);
              giveBack(book, expired, now);
              return expired;
            });
    ended.forEach(lease -> forget(lease.statement()));
    ended.forEach(lease -> losses.add(lease.statement(), "expired"));
    return ended.size() == BATCH;
  }

  /** Many in one change: all may be gone at once. */
  private void takeBackFromThoseGone(Instant now) throws IOException, ProtocolException {
    var gone = agents.goneFor(terms.grace(), now);
    for (int from = 0; from < gone.size(); from += BATCH) {
      var some = gone.subList(from, Math.min(gone.size(), from + BATCH));
      for (var lease : takeBackAll(some, now)) {
        loses(lease.agent(), lease.leaseId());
        losses.add(lease, "lost with its agent");
      }
    }
  }

  private List<Lease> takeBackAll(List<PublicKey> gone, Instant now)
      throws IOException, ProtocolException {
    var held = books.read(book -> heldBy(book, gone));
    return held.isEmpty()
        ? List.of()
        : books.write(
            book -> {
              var live = heldBy(book, gone);
              giveBack(book, live, now);
              return live.stream().map(GivenLease::statement).toList();
            });
  }

  private static List<GivenLease> heldBy(Book book, List<PublicKey> agents) throws IOException {
    var held = new ArrayList<GivenLease>();
    for (var agent : agents) {
      held.addAll(book.leases().of(agent));
    }
    return held;
  }

  private static void log(Losses.Told losses) {
    if (losses.count() > 1) {
      LOG.info("{} leases ended without a result, such as {}", losses.count(), losses.ids());
      return;
    }
    var loss = losses.few().getFirst();
    LOG.atInfo()
        .addKeyValue("lease", loss.lease().leaseId())
        .addKeyValue("task", loss.lease().taskId())
        .addKeyValue("agent", loss.lease().agent())
        .log("a lease {}", loss.how());
  }

  /**
   * All that agents still hold waits again, as if it had never been given; they are told to stop. A
   * result that comes nevertheless counts, if no other was first. After {@link #stopGiving}.
   */
  public void handBack() throws IOException, ProtocolException {
    issuer.awaitIdle(STOP_PATIENCE);
    var all = clock.instant().plus(BEYOND_ALL_LEASES);
    boolean more = true;
    while (more) {
      var held = books.write(book -> handBack(book, book.leases().expired(all, BATCH)));
      held.forEach(lease -> cancel(lease.statement()));
      held.forEach(lease -> losses.add(lease.statement(), "is handed back"));
      more = held.size() == BATCH;
    }
    losses.rest(clock.instant()).ifPresent(Dispatch::log);
  }

  private List<GivenLease> handBack(Book book, List<GivenLease> held) throws IOException {
    for (var lease : held) {
      life.passOn(book, lease.statement(), clock.instant());
    }
    return held;
  }

  /** An agent that held nothing, as most do that come, costs no change of the book. */
  private List<GivenLease> takeBack(PublicKey agent, Set<String> except)
      throws IOException, ProtocolException {
    if (books.read(book -> book.leases().of(agent)).isEmpty()) {
      return List.of();
    }
    return books.write(
        book -> {
          var held = book.leases().of(agent);
          var lost =
              held.stream().filter(lease -> !except.contains(lease.statement().leaseId())).toList();
          giveBack(book, lost, clock.instant());
          return held;
        });
  }

  private void giveBack(Book book, List<GivenLease> leases, Instant now) throws IOException {
    for (var lease : leases) {
      life.giveBack(book, lease.statement(), now);
    }
  }

  /**
   * An expired lease frees nothing at the agent until it says so, but it is no longer waited for.
   */
  private void forget(Lease lease) {
    loses(lease.agent(), lease.leaseId());
    cancel(lease);
  }

  private void loses(PublicKey agent, String leaseId) {
    counts.add(Event.LEASE_LOST);
    underway.isOver(leaseId);
    agents.loses(agent, leaseId);
  }

  private void cancel(Lease lease) {
    agents
        .address(lease.agent())
        .ifPresent(address -> address.line().send(new ToAgent.Cancel(lease.leaseId())));
  }

  /**
   * A result came under this lease, be it one that does not count.
   *
   * @param connectMillis the agent's round trip to the page's site; null if it told none
   */
  public void delivered(PublicKey agent, String leaseId, @Nullable Integer connectMillis)
      throws IOException, ProtocolException {
    var lease = underway.isDone(leaseId, clock.instant());
    agents.finishes(agent, leaseId);
    if (connectMillis != null && lease.isPresent() && lease.get().agent().equals(agent)) {
      atlas.measured(agent, site(lease.get().taskId()), connectMillis);
    }
  }

  private String site(TaskId task) throws IOException, ProtocolException {
    return desk.material(books, task.orderId()).site(task.index());
  }

  /** The round trip to an agent; since all have one to here, it says how they are to each other. */
  public void measured(PublicKey agent, double roundTripMillis) {
    atlas.measured(agent, HERE, roundTripMillis);
    agents.measured(agent, roundTripMillis);
  }

  /** Another agent was first; what this one still delivers is not paid. */
  public void overtaken(Lease lease) {
    ends(lease.agent(), lease.leaseId());
    cancel(lease);
  }

  private void ends(PublicKey agent, String leaseId) {
    underway.isOver(leaseId);
    agents.ends(agent, leaseId);
  }

  public void accepted(PublicKey agent, String leaseId) {
    agents.accepts(agent, leaseId);
  }

  /** The agent does not want it: another gets it. */
  public void declined(PublicKey agent, String leaseId, DeclineReason reason)
      throws IOException, ProtocolException {
    if (reason == DeclineReason.HOST_RULE) {
      pass(agent, leaseId);
    } else {
      agents.declines(agent, leaseId);
      endHeld(agent, leaseId, life::giveBack);
    }
    nudge();
  }

  /** Only the site is at fault: the agent gets other pages at once, and these go to others. */
  private void pass(PublicKey agent, String leaseId) throws IOException, ProtocolException {
    var lease = endHeld(agent, leaseId, life::passOn);
    if (lease.isPresent()) {
      agents.passes(agent, leaseId, site(lease.get().taskId()), clock.instant());
    } else {
      agents.ends(agent, leaseId);
    }
  }

  /** How a lease ends without a result. */
  @FunctionalInterface
  private interface End {
    void of(Book book, Lease lease, Instant now) throws IOException;
  }

  /**
   * Empty if it was not a live lease of this agent. What was read may have ended by the time of the
   * change, which then changes nothing.
   */
  private Optional<Lease> endHeld(PublicKey agent, String leaseId, End end)
      throws IOException, ProtocolException {
    var lease = find(leaseId).filter(statement -> statement.agent().equals(agent));
    if (lease.isPresent()) {
      underway.isOver(leaseId);
      books.write(
          book -> {
            end.of(book, lease.get(), clock.instant());
            return true;
          });
    }
    return lease;
  }

  private Optional<Lease> find(String leaseId) throws IOException, ProtocolException {
    var lease = underway.find(leaseId);
    return lease.isPresent()
        ? lease
        : books
            .read(book -> book.leases().find(leaseId))
            .filter(GivenLease::live)
            .map(GivenLease::statement);
  }

  /**
   * An agent is back: it keeps the leases it still holds, the others go to other agents.
   *
   * @return leases that it holds and that no longer count
   */
  public List<String> resumed(PublicKey agent, List<String> holding)
      throws IOException, ProtocolException {
    var stored = takeBack(agent, Set.copyOf(holding));
    var counting = new HashSet<String>();
    stored.forEach(lease -> counting.add(lease.statement().leaseId()));
    var idle = holding.stream().filter(id -> !counting.contains(id)).toList();
    idle.forEach(id -> ends(agent, id));
    stored.stream()
        .map(lease -> lease.statement().leaseId())
        .filter(id -> !holding.contains(id))
        .forEach(underway::isOver);
    nudge();
    return idle;
  }
}
