package network.lumora.coordinator.lease;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import network.lumora.coordinator.assign.Assigner;
import network.lumora.coordinator.assign.Candidate;
import network.lumora.coordinator.assign.Job;
import network.lumora.coordinator.assign.Proximity;
import network.lumora.coordinator.assign.Reason;
import network.lumora.coordinator.assign.Where;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.GivenLease;
import network.lumora.coordinator.book.Task;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.registry.Avoided;
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

  /** Tasks looked at in one turn; more come with the next, which follows at once. */
  private static final int BATCH = 128;

  /** Batches looked at in one turn when no agent takes anything of them. */
  private static final int MAX_LOOKS = 8;

  /** For a turn that is under way. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  /** Who got a task in this turn got it after everyone who did not. */
  private static final long LATER_THAN_ALL = Long.MAX_VALUE / 2;

  private final Books books;
  private final Agents agents;
  private final Assigner assigner;
  private final TaskLife life;
  private final LeaseTerms terms;
  private final OfferDesk desk;
  private final InstantSource clock;
  private final Semaphore nudges = new Semaphore(0);

  /**
   * How far behind the head of the queue was looked, past pages that nobody here takes: so no page
   * that every host refuses keeps those behind it waiting. For the one thread.
   */
  private int skipped;

  /** Tasks given since the start. For the one thread. */
  private long tasksGiven;

  private volatile boolean giving = true;
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  public Dispatch(
      Books books,
      Agents agents,
      Assigner assigner,
      TaskLife life,
      LeaseTerms terms,
      Signer coordinator,
      Supplier<String> ids,
      InstantSource clock) {
    this.books = books;
    this.agents = agents;
    this.assigner = assigner;
    this.life = life;
    this.terms = terms;
    this.desk = new OfferDesk(terms, coordinator, ids);
    this.clock = clock;
  }

  public void start() {
    thread = Thread.ofVirtual().name("dispatch").start(this::run);
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
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** One round; whether another may find more to do at once. */
  public boolean turn() throws IOException, ProtocolException {
    var now = clock.instant();
    boolean more = takeBackExpired(now);
    takeBackFromThoseGone(now);
    return (giving && give(now)) || more;
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
    LOG.info("{} leases expired", ended.size());
    return ended.size() == BATCH;
  }

  private void takeBackFromThoseGone(Instant now) throws IOException, ProtocolException {
    for (var agent : agents.goneFor(terms.grace(), now)) {
      for (var lease : takeBack(agent, Set.of())) {
        agents.loses(agent, lease.statement().leaseId());
      }
    }
  }

  private List<GivenLease> takeBack(PublicKey agent, Set<String> except)
      throws IOException, ProtocolException {
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
    agents.loses(lease.agent(), lease.leaseId());
    agents
        .address(lease.agent())
        .ifPresent(address -> address.line().send(new ToAgent.Cancel(lease.leaseId())));
  }

  private boolean give(Instant now) throws IOException, ProtocolException {
    var willing = agents.willing();
    if (willing.isEmpty()) {
      return false;
    }
    var given = give(0, willing, now);
    for (int look = 1; look < MAX_LOOKS && given == Given.NONE; look++) {
      given = give(skipped + BATCH, willing, now);
      skipped = given == Given.END ? 0 : skipped + (given == Given.NONE ? BATCH : 0);
    }
    return given == Given.SOME;
  }

  private enum Given {
    SOME,
    NONE,
    /** None, and there is no more behind. */
    END
  }

  /** Gives out what it can of one batch of the queue. */
  private Given give(int from, List<Candidate> willing, Instant now)
      throws IOException, ProtocolException {
    var candidates = new TreeMap<PublicKey, Candidate>();
    willing.forEach(candidate -> candidates.put(candidate.agent(), candidate));
    var tasks = books.read(book -> book.tasks().waiting(from, BATCH));
    var written = write(plan(tasks, candidates, now), now);
    if (written.isEmpty()) {
      return tasks.size() == BATCH ? Given.NONE : Given.END;
    }
    send(books.write(book -> store(book, written)));
    return Given.SOME;
  }

  private record Match(TaskId task, PublicKey agent, Reason reason) {}

  private record Offer(OfferDesk.Written written, Reason reason) {
    Lease lease() {
      return written.lease();
    }
  }

  private List<Match> plan(List<Task> tasks, Map<PublicKey, Candidate> candidates, Instant now)
      throws IOException, ProtocolException {
    var matches = new ArrayList<Match>();
    var avoided = agents.avoided();
    for (var task : tasks) {
      var choice =
          assigner.choose(
              job(task, avoided, now),
              List.copyOf(candidates.values()),
              tasksGiven + matches.size());
      if (choice.isPresent()) {
        var chosen = choice.get().chosen();
        matches.add(new Match(task.id(), chosen.agent(), choice.get().reason()));
        candidates.put(chosen.agent(), chosen.given(LATER_THAN_ALL + matches.size()));
      }
    }
    return matches;
  }

  private Job job(Task task, Map<PublicKey, Avoided> avoided, Instant now)
      throws IOException, ProtocolException {
    var not = new HashSet<>(avoiding(task.id(), avoided, now));
    var last = task.lastAgent();
    if (last != null && now.isBefore(task.restsUntil())) {
      not.add(last);
    }
    return new Job(Where.ANYWHERE, not, Proximity.UNKNOWN, false);
  }

  /** Those whose host does not take the task's site. */
  private Set<PublicKey> avoiding(TaskId task, Map<PublicKey, Avoided> avoided, Instant now)
      throws IOException, ProtocolException {
    if (avoided.isEmpty()) {
      return Set.of();
    }
    var site = desk.material(books, task.orderId()).site(task.index());
    return avoided.entrySet().stream()
        .filter(entry -> entry.getValue().contains(site, now))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private List<Offer> write(List<Match> matches, Instant now)
      throws IOException, ProtocolException {
    var written = new ArrayList<Offer>();
    for (var match : matches) {
      var material = desk.material(books, match.task().orderId());
      agents
          .address(match.agent())
          .ifPresent(
              address ->
                  written.add(
                      new Offer(
                          desk.write(material, match.task(), match.agent(), address.sealTo(), now),
                          match.reason())));
    }
    return written;
  }

  private static List<Offer> store(Book book, List<Offer> written) throws IOException {
    var stored = new ArrayList<Offer>();
    for (var offer : written) {
      var lease = new GivenLease(offer.lease(), true, offer.reason().text());
      if (book.tasks().lease(lease)) {
        book.leases().add(lease);
        stored.add(offer);
      }
    }
    return stored;
  }

  private void send(List<Offer> stored) {
    tasksGiven += stored.size();
    for (var offer : stored) {
      var agent = offer.lease().agent();
      agents.isOffered(agent, offer.lease().leaseId());
      agents.address(agent).ifPresent(address -> address.line().send(offer.written().offer()));
    }
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
      var task = lease.get().taskId();
      var site = desk.material(books, task.orderId()).site(task.index());
      agents.passes(agent, leaseId, site, clock.instant());
    } else {
      agents.ends(agent, leaseId);
    }
  }

  /** How a lease ends without a result. */
  @FunctionalInterface
  private interface End {
    void of(Book book, Lease lease, Instant now) throws IOException;
  }

  /** Empty if it was not a live lease of this agent. */
  private Optional<Lease> endHeld(PublicKey agent, String leaseId, End end)
      throws IOException, ProtocolException {
    return books.write(
        book -> {
          var lease =
              book.leases()
                  .find(leaseId)
                  .filter(GivenLease::live)
                  .map(GivenLease::statement)
                  .filter(statement -> statement.agent().equals(agent));
          if (lease.isPresent()) {
            end.of(book, lease.get(), clock.instant());
          }
          return lease;
        });
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
    idle.forEach(id -> agents.ends(agent, id));
    nudge();
    return idle;
  }
}
