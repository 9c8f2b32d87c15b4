package network.lumora.agent.work;

import java.time.Instant;
import network.lumora.agent.rules.Site;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.TaskInput;
import org.jspecify.annotations.Nullable;

/** A task under way on its own virtual thread. Thread-safe. */
final class Running {
  private final OfferVerdict.Good good;
  private final Site site;
  private final Way way;
  private final TaskMeter meter;
  private final Instant since;
  private volatile @Nullable Thread thread;
  private volatile boolean cancelled;

  /** Its result is there and is being written: only the end of the program stops that. */
  private volatile boolean storing;

  Running(OfferVerdict.Good good, Site site, Way way, TaskMeter meter, Instant since) {
    this.good = good;
    this.site = site;
    this.way = way;
    this.meter = meter;
    this.since = since;
  }

  Lease lease() {
    return good.lease();
  }

  TaskInput input() {
    return good.input();
  }

  OrderHead order() {
    return good.order();
  }

  Site site() {
    return site;
  }

  Way way() {
    return way;
  }

  TaskMeter meter() {
    return meter;
  }

  Instant since() {
    return since;
  }

  Underway view() {
    return new Underway(
        lease().taskId(), site.domain(), lease().coordinator(), since, meter.up(), meter.down());
  }

  void start(Runnable work) {
    var worker = Thread.ofVirtual().name("task").unstarted(work);
    thread = worker;
    worker.start();
  }

  void storing() {
    storing = true;
  }

  boolean isStoring() {
    return storing;
  }

  /** Stops it on its coordinator's word, which then expects no answer. */
  void cancel() {
    if (!storing) {
      cancelled = true;
      interrupt();
    }
  }

  boolean isCancelled() {
    return cancelled;
  }

  void interrupt() {
    var worker = thread;
    if (worker != null) {
      worker.interrupt();
    }
  }

  /** Stops it, whatever it does. */
  void end(long waitMillis) throws InterruptedException {
    var worker = thread;
    if (worker != null) {
      worker.interrupt();
      worker.join(waitMillis);
    }
  }
}
