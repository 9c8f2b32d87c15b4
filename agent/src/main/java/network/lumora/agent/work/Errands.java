package network.lumora.agent.work;

import network.lumora.agent.allowance.Allowance;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.ToCoordinator.DeclineReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out tasks, each to its result or to the reason why there is none. Thread-safe. */
final class Errands {
  private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

  private final Pages pages;
  private final Allowance allowance;
  private final Handover handover;
  private final Notes notes;
  private final Tasks tasks;

  Errands(Pages pages, Allowance allowance, Handover handover, Notes notes, Tasks tasks) {
    this.pages = pages;
    this.allowance = allowance;
    this.handover = handover;
    this.notes = notes;
    this.tasks = tasks;
  }

  void begin(Running task, Desk desk, Replies replies) {
    tasks.add(task);
    task.start(() -> carryOut(task, desk, replies));
  }

  /** The top of each task: a bug of ours ends the task, not the agent. */
  private void carryOut(Running task, Desk desk, Replies replies) {
    try {
      fetch(task, desk, replies);
    } catch (InterruptedException e) {
      stopped(task, replies);
    } catch (RuntimeException e) {
      LOG.error("a task failed by a fault of this program", e);
      notes.failed(task);
      decline(task, DeclineReason.BUSY, replies);
    } finally {
      tasks.remove(task);
      replies.changed();
    }
  }

  private void fetch(Running task, Desk desk, Replies replies) throws InterruptedException {
    switch (pages.fetch(page(task, desk), task.meter())) {
      case PageDone.Finished done -> handover.finish(task, done);
      case PageDone.Stopped _ -> stopped(task, replies);
    }
  }

  private static PageTask page(Running task, Desk desk) {
    return new PageTask(
        task.input().url(),
        task.input().fields(),
        task.lease().maxSource(),
        desk.policy(),
        task.lease().expiresAt(),
        task.way());
  }

  private void stopped(Running task, Replies replies) {
    var refused = task.way().refused();
    refused.ifPresentOrElse(
        verdict -> notes.blocked(task, verdict), () -> notes.stopped(task, why(task)));
    if (!task.isCancelled()) {
      var reason =
          refused.map(Declines::ofRule).orElseGet(() -> Declines.ofTask(allowance.standing()));
      decline(task, reason, replies);
    }
  }

  private String why(Running task) {
    if (task.isCancelled()) {
      return "cancelled";
    }
    return allowance.standing().mayMove() ? "stopped" : "paused";
  }

  private static void decline(Running task, DeclineReason reason, Replies replies) {
    replies.send(new ToCoordinator.Declined(task.lease().leaseId(), reason));
  }
}
