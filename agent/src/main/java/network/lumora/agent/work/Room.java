package network.lumora.agent.work;

import java.io.IOException;
import java.util.Optional;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.receipt.Outbox;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ToCoordinator.DeclineReason;

/** Whether another task may be begun. Thread-safe. */
final class Room {
  private final Allowance allowance;
  private final RulesInForce rules;
  private final Outbox outbox;
  private final Tasks tasks;
  private final int slots;
  private volatile boolean closed;

  Room(Allowance allowance, RulesInForce rules, Outbox outbox, Tasks tasks, int slots) {
    this.allowance = allowance;
    this.rules = rules;
    this.outbox = outbox;
    this.tasks = tasks;
    this.slots = slots;
  }

  /** Why no work at all would be taken now. */
  Optional<DeclineReason> refusal(PublicKey coordinator) throws IOException {
    var standing = allowance.standing();
    if (!standing.mayRun()) {
      return Optional.of(Declines.ofOffer(standing));
    }
    var verdict = rules.judge(coordinator);
    if (!verdict.allowed()) {
      return Optional.of(Declines.ofRule(verdict));
    }
    if (closed || tasks.count() >= slots || outbox.waiting() >= Outbox.MAX_WAITING) {
      return Optional.of(DeclineReason.BUSY);
    }
    return hasBytesBeside(tasks.count(), coordinator)
        ? Optional.empty()
        : Optional.of(DeclineReason.OVER_CAP);
  }

  /** Tasks that would be taken from this coordinator now. */
  int free(PublicKey coordinator) throws IOException {
    int busy = tasks.count();
    int free = 0;
    while (!closed && busy + free < slots && hasBytesBeside(busy + free, coordinator)) {
      free++;
    }
    return free;
  }

  private boolean hasBytesBeside(int running, PublicKey coordinator) throws IOException {
    return allowance.hasRoomBeside(running) && rules.hasRoomBeside(running, coordinator);
  }

  int slots() {
    return slots;
  }

  void close() {
    closed = true;
  }
}
