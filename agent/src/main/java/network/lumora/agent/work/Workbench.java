package network.lumora.agent.work;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.policy.ReasonCode;
import network.lumora.agent.policy.Verdict;
import network.lumora.agent.receipt.JournalEntry;
import network.lumora.agent.receipt.Outbox;
import network.lumora.agent.rules.RuleVerdict;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.agent.rules.Site;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.message.ToAgent.Offer;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.ToCoordinator.DeclineReason;
import network.lumora.protocol.seal.SealKey;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes offers and carries them out, each on its own virtual thread. Thread-safe. */
public final class Workbench {
  private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);

  /** How often a result that could not be stored is tried again. */
  private static final long STORE_RETRY_MILLIS = 10_000;

  private static final String STOPPED = "STOPPED";

  /** A task under way. */
  private static final class Running {
    private final OfferVerdict.Good good;
    private final Way way;
    private final TaskMeter meter;
    private final Instant since;
    private volatile @Nullable Thread thread;
    private volatile boolean cancelled;

    /** Its result is there and is being written: only the end of the program stops that. */
    private volatile boolean storing;

    Running(OfferVerdict.Good good, Way way, TaskMeter meter, Instant since) {
      this.good = good;
      this.way = way;
      this.meter = meter;
      this.since = since;
    }

    Lease lease() {
      return good.lease();
    }

    void stop() {
      var worker = thread;
      if (worker != null) {
        worker.interrupt();
      }
    }
  }

  private final Signer identity;
  private final OfferCheck check;
  private final Allowance allowance;
  private final Outbox outbox;
  private final Pages pages;
  private final RulesInForce rules;
  private final InstantSource clock;
  private final int slots;
  private final Results results = new Results();
  private final BlockedNotes blockedNotes = new BlockedNotes();
  private final StatementCodec statements = new StatementCodec();
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final AtomicInteger unstored = new AtomicInteger();
  private final Semaphore retry = new Semaphore(0);
  private volatile boolean closed;

  public Workbench(
      Signer identity,
      SealKey sealKey,
      SeenLeases seen,
      Allowance allowance,
      Outbox outbox,
      Pages pages,
      RulesInForce rules,
      InstantSource clock,
      int slots) {
    this.identity = identity;
    this.check = new OfferCheck(identity.publicKey(), sealKey, seen, clock);
    this.allowance = allowance;
    this.outbox = outbox;
    this.pages = pages;
    this.rules = rules;
    this.clock = clock;
    this.slots = slots;
    allowance.onChange(this::stopIfNothingMayMove);
    rules.onChange(this::stopWhatIsRefused);
  }

  /** The answer to an offer; if it is yes, work has begun. */
  public ToCoordinator offer(Offer offer, Desk desk, Replies replies) {
    try {
      var leaseId = statementLeaseId(offer);
      var reason = unwilling(desk.coordinator());
      if (leaseId.isPresent() && reason.isPresent()) {
        return new ToCoordinator.Declined(leaseId.get(), reason.get());
      }
      return answer(check.judge(offer, desk), desk, replies);
    } catch (IOException e) {
      allowance.storageFailed(String.valueOf(e.getMessage()));
      LOG.error("an offer could not be taken: {}", e.getMessage());
      return new Problem(network.lumora.protocol.ErrorCode.UNAVAILABLE, "cannot store the lease");
    }
  }

  private Optional<String> statementLeaseId(Offer offer) {
    try {
      return Optional.of(statements.read(offer.lease(), Lease.class).leaseId());
    } catch (network.lumora.protocol.ProtocolException e) {
      return Optional.empty();
    }
  }

  /** Why no work at all would be taken now. */
  private Optional<DeclineReason> unwilling(PublicKey coordinator) throws IOException {
    var standing = allowance.standing();
    return standing.mayRun() ? noRoom(coordinator) : Optional.of(reasonOf(standing));
  }

  private static DeclineReason reasonOf(Verdict standing) {
    if (standing.isCapped()) {
      return DeclineReason.OVER_CAP;
    }
    return standing.isFor(ReasonCode.STORAGE_FAILED) ? DeclineReason.BUSY : DeclineReason.PAUSED;
  }

  private Optional<DeclineReason> noRoom(PublicKey coordinator) throws IOException {
    var verdict = rules.judge(coordinator);
    if (!verdict.allowed()) {
      return Optional.of(declined(verdict));
    }
    if (closed || running.size() >= slots || outbox.waiting() >= Outbox.MAX_WAITING) {
      return Optional.of(DeclineReason.BUSY);
    }
    return allowance.hasRoomBeside(running.size())
            && rules.hasRoomBeside(running.size(), coordinator)
        ? Optional.empty()
        : Optional.of(DeclineReason.OVER_CAP);
  }

  private ToCoordinator answer(OfferVerdict verdict, Desk desk, Replies replies) {
    return switch (verdict) {
      case OfferVerdict.Good good -> judged(good, desk, replies);
      case OfferVerdict.Declined(var leaseId, var reason, var detail) -> {
        LOG.warn("declined an offer: {}", detail);
        yield new ToCoordinator.Declined(leaseId, reason);
      }
      case OfferVerdict.Unreadable(var code, var detail) -> new Problem(code, brief(detail));
    };
  }

  private static String brief(String detail) {
    return detail.length() <= 300 ? detail : detail.substring(0, 300);
  }

  /** The host's rules come before any byte, also before the look-up of a name. */
  private ToCoordinator judged(OfferVerdict.Good good, Desk desk, Replies replies) {
    var way = new Way(rules, desk.coordinator());
    var host = Sites.of(good.input().url());
    var task = new Running(good, way, meter(good, way), clock.instant());
    if (host.isPresent() && way.refusal(host.get()).isPresent()) {
      var verdict = way.refused().orElseThrow();
      noteBlocked(task, verdict);
      return new ToCoordinator.Declined(good.lease().leaseId(), declined(verdict));
    }
    return begin(task, desk, replies);
  }

  private static DeclineReason declined(RuleVerdict verdict) {
    return switch (verdict.code()) {
      case COORDINATOR_BLOCKED -> DeclineReason.PAUSED;
      case COORDINATOR_CAP -> DeclineReason.OVER_CAP;
      default -> DeclineReason.HOST_RULE;
    };
  }

  private TaskMeter meter(OfferVerdict.Good good, Way way) {
    var coordinator = good.lease().coordinator().toString();
    var category = site(good).category().name();
    return new TaskMeter(
        good.lease().maxSource(),
        new TaskMeter.Watch() {
          @Override
          public void passed(long up, long down) {
            rules.traffic().count(coordinator, category, up, down);
          }

          @Override
          public boolean mayGoOn() {
            return way.mayGoOn();
          }
        });
  }

  private Site site(OfferVerdict.Good good) {
    return rules.site(Sites.of(good.input().url()).orElse(Sites.NONE));
  }

  private ToCoordinator begin(Running task, Desk desk, Replies replies) {
    var good = task.good;
    running.put(good.lease().leaseId(), task);
    var worker = Thread.ofVirtual().name("task").unstarted(() -> carryOut(task, desk, replies));
    task.thread = worker;
    worker.start();
    return new ToCoordinator.Accepted(good.lease().leaseId());
  }

  /** The top of each task: a bug of ours ends the task, not the agent. */
  private void carryOut(Running task, Desk desk, Replies replies) {
    try {
      fetch(task, desk, replies);
    } catch (InterruptedException e) {
      stopped(task, replies);
    } catch (RuntimeException e) {
      LOG.error("a task failed by a fault of this program", e);
      note(task, JournalRow.Outcome.FAILED, "INTERNAL", null, "none: a fault of this program");
      replies.send(new ToCoordinator.Declined(task.lease().leaseId(), DeclineReason.BUSY));
    } finally {
      running.remove(task.lease().leaseId());
      replies.changed();
    }
  }

  private void fetch(Running task, Desk desk, Replies replies) throws InterruptedException {
    var lease = task.lease();
    var page =
        new PageTask(
            task.good.input().url(),
            task.good.input().fields(),
            lease.maxSource(),
            desk.policy(),
            lease.expiresAt(),
            task.way);
    switch (pages.fetch(page, task.meter)) {
      case PageDone.Finished done -> finish(task, done);
      case PageDone.Stopped _ -> stopped(task, replies);
    }
  }

  private void finish(Running task, PageDone.Finished done) throws InterruptedException {
    var lease = task.lease();
    var order = task.good.order();
    var result = results.seal(done, task.good.input().url(), lease, order.sealTo());
    var endedAt = clock.instant();
    var entry = entry(task, outcome(result.done()), result.done().code(), done.rule(), endedAt);
    task.storing = true;
    store(
        () ->
            outbox.add(
                lease.coordinator(),
                lease.leaseId(),
                result.sealed(),
                entry,
                sequence -> sign(task, result, sequence, endedAt)));
  }

  private static JournalRow.Outcome outcome(PageDone.Finished done) {
    return switch (done.outcome()) {
      case OK -> JournalRow.Outcome.OK;
      case REFUSED -> done.rule() == null ? JournalRow.Outcome.REFUSED : JournalRow.Outcome.BLOCKED;
      case FAILED -> JournalRow.Outcome.FAILED;
    };
  }

  private Envelope sign(Running task, Results.SealedResult result, long sequence, Instant endedAt) {
    var lease = task.lease();
    var startedAt = task.since;
    return statements.sign(
        new Receipt(
            lease.taskId(),
            lease.leaseId(),
            lease.agent(),
            lease.coordinator(),
            task.good.order().consumer(),
            sequence,
            result.done().outcome(),
            result.done().code(),
            task.meter.up(),
            task.meter.down(),
            new Bytes(result.sealed().length()),
            result.sealed().digest(),
            startedAt,
            endedAt.isBefore(startedAt) ? startedAt : endedAt),
        identity);
  }

  /** Something to write that must not be lost while this program runs. */
  @FunctionalInterface
  private interface Storing {
    Object store() throws IOException;
  }

  /** A full disk is waited for; the task keeps its slot meanwhile, so little waits in memory. */
  private void store(Storing storing) throws InterruptedException {
    unstored.incrementAndGet();
    try {
      while (!stored(storing)) {
        var _ = retry.tryAcquire(STORE_RETRY_MILLIS, TimeUnit.MILLISECONDS);
      }
    } finally {
      unstored.decrementAndGet();
    }
  }

  private boolean stored(Storing storing) {
    try {
      var _ = storing.store();
      if (allowance.hasStorageFault()) {
        allowance.storageWorks();
      }
      return true;
    } catch (IOException e) {
      allowance.storageFailed(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void stopped(Running task, Replies replies) {
    var refused = task.way.refused();
    if (refused.isPresent()) {
      noteBlocked(task, refused.get());
    } else {
      var why =
          task.cancelled ? "cancelled" : allowance.standing().mayMove() ? "stopped" : "paused";
      note(task, JournalRow.Outcome.STOPPED, STOPPED, null, "none: " + why);
    }
    if (!task.cancelled) {
      var reason = refused.map(Workbench::declined).orElseGet(this::stopReason);
      replies.send(new ToCoordinator.Declined(task.lease().leaseId(), reason));
    }
  }

  private DeclineReason stopReason() {
    return allowance.standing().isCapped() ? DeclineReason.OVER_CAP : DeclineReason.PAUSED;
  }

  private void noteBlocked(Running task, RuleVerdict verdict) {
    var moved = task.meter.up().plus(task.meter.down()).count();
    var coordinator = task.lease().coordinator().toString();
    var host = site(task.good).host();
    if (moved > 0 || blockedNotes.isNews(coordinator, host, verdict.rule(), clock.instant())) {
      note(
          task,
          JournalRow.Outcome.BLOCKED,
          verdict.code().name(),
          verdict.rule(),
          "none: blocked by your rule");
    }
  }

  private void note(
      Running task, JournalRow.Outcome outcome, String code, @Nullable String rule, String why) {
    try {
      outbox.note(entry(task, outcome, code, rule, clock.instant()), why);
    } catch (IOException e) {
      allowance.storageFailed(String.valueOf(e.getMessage()));
    }
  }

  private JournalEntry entry(
      Running task, JournalRow.Outcome outcome, String code, @Nullable String rule, Instant at) {
    var coordinator = task.lease().coordinator();
    var site = site(task.good);
    return new JournalEntry(
        at,
        coordinator,
        rules.book().trust(coordinator.toString()),
        task.good.order().consumer(),
        task.good.input().purpose(),
        site.category(),
        task.lease().taskId(),
        site.domain(),
        site.host(),
        task.meter.up(),
        task.meter.down(),
        outcome,
        code,
        rule);
  }

  /** Ends the task of that lease, if it is under way. */
  public void cancel(String leaseId) {
    var task = running.get(leaseId);
    if (task != null && !task.storing) {
      task.cancelled = true;
      task.stop();
    }
  }

  private void stopIfNothingMayMove() {
    if (!allowance.standing().mayMove()) {
      running.values().stream().filter(task -> !task.storing).forEach(Running::stop);
    }
  }

  /** A rule that forbids what runs ends it. */
  private void stopWhatIsRefused() {
    running.values().stream()
        .filter(task -> !task.storing && !task.way.isStillOpen())
        .forEach(Running::stop);
  }

  /** Tries at once what could not be stored. */
  public void retryStoring() {
    retry.release(unstored.get());
  }

  /** Ends all tasks and takes no more. */
  public void close() throws InterruptedException {
    closed = true;
    for (var task : List.copyOf(running.values())) {
      task.stop();
      var worker = task.thread;
      if (worker != null) {
        worker.join(STORE_RETRY_MILLIS);
      }
    }
  }

  /** Leases of the tasks under way. */
  public List<String> holding() {
    return List.copyOf(running.keySet());
  }

  public int working() {
    return running.size();
  }

  public int slots() {
    return slots;
  }

  /** Tasks it would take from this coordinator now. */
  public int freeSlots(PublicKey coordinator) throws IOException {
    int busy = running.size();
    int free = 0;
    while (!closed
        && busy + free < slots
        && allowance.hasRoomBeside(busy + free)
        && rules.hasRoomBeside(busy + free, coordinator)) {
      free++;
    }
    return free;
  }

  /** One task that is under way, as the host may see it. */
  public record Underway(
      TaskId task, String site, PublicKey coordinator, Instant since, Bytes up, Bytes down) {}

  /** The tasks under way, the oldest first. */
  public List<Underway> underway() {
    return running.values().stream()
        .map(
            task ->
                new Underway(
                    task.lease().taskId(),
                    site(task.good).domain(),
                    task.lease().coordinator(),
                    task.since,
                    task.meter.up(),
                    task.meter.down()))
        .sorted(Comparator.comparing(Underway::since))
        .toList();
  }

  /** Whether results wait in memory because they could not be stored. */
  public boolean hasUnstored() {
    return unstored.get() > 0;
  }
}
