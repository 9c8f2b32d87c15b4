package network.lumora.agent.work;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.receipt.Outbox;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.message.ToAgent.Offer;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.seal.SealKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes offers and carries them out, each on its own virtual thread. Thread-safe. */
public final class Workbench {
  private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);

  private final Allowance allowance;
  private final Tasks tasks = new Tasks();
  private final Room room;
  private final PatientStore store;
  private final Intake intake;

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
    this.allowance = allowance;
    this.room = new Room(allowance, rules, outbox, tasks, slots);
    this.store = new PatientStore(allowance);
    var notes = new Notes(outbox, rules, allowance, clock);
    var handover = new Handover(identity, outbox, store, notes, clock);
    var errands = new Errands(pages, allowance, handover, notes, tasks);
    var check = new OfferCheck(identity.publicKey(), sealKey, seen, clock);
    this.intake = new Intake(check, room, rules, errands, notes, clock);
    allowance.onChange(this::stopIfNothingMayMove);
    rules.onChange(() -> tasks.stopIf(task -> !task.way().isStillOpen()));
  }

  private void stopIfNothingMayMove() {
    if (!allowance.standing().mayMove()) {
      tasks.stopIf(_ -> true);
    }
  }

  /** The answer to an offer; if it is yes, work has begun. */
  public ToCoordinator offer(Offer offer, Desk desk, Replies replies) {
    try {
      return intake.offer(offer, desk, replies);
    } catch (IOException e) {
      allowance.storageFailed(e);
      LOG.error("an offer could not be taken: {}", e.getMessage());
      return new Problem(ErrorCode.UNAVAILABLE, "cannot store the lease");
    }
  }

  /** Ends the task of that lease, if it is under way. */
  public void cancel(String leaseId) {
    tasks.cancel(leaseId);
  }

  /** Tries at once what could not be stored. */
  public void retryStoring() {
    store.retry();
  }

  /** Whether results wait in memory because they could not be stored. */
  public boolean hasUnstored() {
    return store.hasWaiting();
  }

  /** Ends all tasks and takes no more. */
  public void close() throws InterruptedException {
    room.close();
    tasks.end(PatientStore.RETRY_MILLIS);
  }

  /** Leases of the tasks under way. */
  public List<String> holding() {
    return tasks.leases();
  }

  public int working() {
    return tasks.count();
  }

  public int slots() {
    return room.slots();
  }

  /** Tasks it would take from this coordinator now. */
  public int freeSlots(PublicKey coordinator) throws IOException {
    return room.free(coordinator);
  }

  /** The tasks under way, the oldest first. */
  public List<Underway> underway() {
    return tasks.underway();
  }
}
