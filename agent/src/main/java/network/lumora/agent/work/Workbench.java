package network.lumora.agent.work;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.allowance.Standing;
import network.lumora.agent.receipt.JournalEntry;
import network.lumora.agent.receipt.Outbox;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.message.Receipt;
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
    private volatile @Nullable Thread thread;
    private volatile boolean cancelled;

    /** Its result is there and is being written: only the end of the program stops that. */
    private volatile boolean storing;

    Running(OfferVerdict.Good good) {
      this.good = good;
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
  private final InstantSource clock;
  private final int slots;
  private final Results results = new Results();
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
      InstantSource clock,
      int slots) {
    this.identity = identity;
    this.check = new OfferCheck(identity.publicKey(), sealKey, seen, clock);
    this.allowance = allowance;
    this.outbox = outbox;
    this.pages = pages;
    this.clock = clock;
    this.slots = slots;
    allowance.onChange(this::stopIfNotOpen);
  }

  /** The answer to an offer; if it is yes, work has begun. */
  public ToCoordinator offer(Offer offer, Desk desk, Replies replies) {
    try {
      var leaseId = statementLeaseId(offer);
      var reason = unwilling();
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
  private Optional<DeclineReason> unwilling() throws IOException {
    return switch (allowance.standing()) {
      case Standing.Paused _ -> Optional.of(DeclineReason.PAUSED);
      case Standing.Capped _ -> Optional.of(DeclineReason.OVER_CAP);
      case Standing.StorageFailed _ -> Optional.of(DeclineReason.BUSY);
      case Standing.Open _ -> noRoom();
    };
  }

  private Optional<DeclineReason> noRoom() throws IOException {
    if (closed || running.size() >= slots || outbox.waiting() >= Outbox.MAX_WAITING) {
      return Optional.of(DeclineReason.BUSY);
    }
    return allowance.hasRoomBeside(running.size())
        ? Optional.empty()
        : Optional.of(DeclineReason.OVER_CAP);
  }

  private ToCoordinator answer(OfferVerdict verdict, Desk desk, Replies replies) {
    return switch (verdict) {
      case OfferVerdict.Good good -> begin(good, desk, replies);
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

  private ToCoordinator begin(OfferVerdict.Good good, Desk desk, Replies replies) {
    var task = new Running(good);
    running.put(good.lease().leaseId(), task);
    var worker = Thread.ofVirtual().name("task").unstarted(() -> carryOut(task, desk, replies));
    task.thread = worker;
    worker.start();
    return new ToCoordinator.Accepted(good.lease().leaseId());
  }

  /** The top of each task: a bug of ours ends the task, not the agent. */
  private void carryOut(Running task, Desk desk, Replies replies) {
    var meter = new TaskMeter(task.lease().maxSource());
    try {
      fetch(task, meter, desk, replies);
    } catch (InterruptedException e) {
      stopped(task, meter, replies);
    } catch (RuntimeException e) {
      LOG.error("a task failed by a fault of this program", e);
      note(task, meter, Outcome.FAILED.name(), "INTERNAL", "no receipt: a fault of this program");
      replies.send(new ToCoordinator.Declined(task.lease().leaseId(), DeclineReason.BUSY));
    } finally {
      running.remove(task.lease().leaseId());
      replies.changed();
    }
  }

  private void fetch(Running task, TaskMeter meter, Desk desk, Replies replies)
      throws InterruptedException {
    var startedAt = clock.instant();
    var lease = task.lease();
    var page =
        new PageTask(
            task.good.input().url(),
            task.good.input().fields(),
            lease.maxSource(),
            desk.policy(),
            lease.expiresAt());
    switch (pages.fetch(page, meter)) {
      case PageDone.Finished done -> finish(task, done, meter, startedAt);
      case PageDone.Stopped _ -> stopped(task, meter, replies);
    }
  }

  private void finish(Running task, PageDone.Finished done, TaskMeter meter, Instant startedAt)
      throws InterruptedException {
    var lease = task.lease();
    var order = task.good.order();
    var result = results.seal(done, task.good.input().url(), lease, order.sealTo());
    var endedAt = clock.instant();
    var entry = entry(task, meter, result.done().outcome().name(), result.done().code(), endedAt);
    task.storing = true;
    store(
        () ->
            outbox.add(
                lease.coordinator(),
                lease.leaseId(),
                result.sealed(),
                entry,
                sequence -> sign(task, result, meter, sequence, startedAt, endedAt)));
  }

  private Envelope sign(
      Running task,
      Results.SealedResult result,
      TaskMeter meter,
      long sequence,
      Instant startedAt,
      Instant endedAt) {
    var lease = task.lease();
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
            meter.up(),
            meter.down(),
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

  private void stopped(Running task, TaskMeter meter, Replies replies) {
    var why = task.cancelled ? "cancelled" : allowance.standing().isOpen() ? "stopped" : "paused";
    note(task, meter, STOPPED, STOPPED, "no receipt: " + why);
    if (!task.cancelled) {
      var reason =
          allowance.standing() instanceof Standing.Capped
              ? DeclineReason.OVER_CAP
              : DeclineReason.PAUSED;
      replies.send(new ToCoordinator.Declined(task.lease().leaseId(), reason));
    }
  }

  private void note(Running task, TaskMeter meter, String outcome, String code, String why) {
    try {
      outbox.note(entry(task, meter, outcome, code, clock.instant()), why);
    } catch (IOException e) {
      allowance.storageFailed(String.valueOf(e.getMessage()));
    }
  }

  private static JournalEntry entry(
      Running task, TaskMeter meter, String outcome, String code, Instant at) {
    return new JournalEntry(
        at,
        task.lease().coordinator(),
        task.good.order().consumer(),
        task.lease().taskId(),
        Sites.of(task.good.input().url()),
        meter.up(),
        meter.down(),
        outcome,
        code);
  }

  /** Ends the task of that lease, if it is under way. */
  public void cancel(String leaseId) {
    var task = running.get(leaseId);
    if (task != null && !task.storing) {
      task.cancelled = true;
      task.stop();
    }
  }

  private void stopIfNotOpen() {
    if (!allowance.standing().isOpen()) {
      running.values().stream().filter(task -> !task.storing).forEach(Running::stop);
    }
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

  /** Tasks it would take now. */
  public int freeSlots() {
    int busy = running.size();
    int free = 0;
    while (!closed && busy + free < slots && allowance.hasRoomBeside(busy + free)) {
      free++;
    }
    return free;
  }

  /** Whether results wait in memory because they could not be stored. */
  public boolean hasUnstored() {
    return unstored.get() > 0;
  }
}
