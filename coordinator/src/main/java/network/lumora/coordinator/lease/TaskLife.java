package network.lumora.coordinator.lease;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.GivenLease;
import network.lumora.coordinator.book.Order;
import network.lumora.coordinator.book.Outbox;
import network.lumora.coordinator.book.Task;
import network.lumora.coordinator.book.TaskState;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.OrderClosed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.StatementCodec;

/** The rules by which a task goes on, each within one change of the book. Immutable. */
public final class TaskLife {
  /** Doubles with each try, so that an agent that cannot do a task does not use up all tries. */
  private static final Duration FIRST_REST = Duration.ofSeconds(1);

  private final Signer coordinator;
  private final int maxTries;
  private final StatementCodec statements = new StatementCodec();

  public TaskLife(Signer coordinator, int maxTries) {
    this.coordinator = coordinator;
    this.maxTries = maxTries;
  }

  /**
   * A lease ends without a result. If no other agent works on its task, that waits again, or has
   * been tried often enough.
   */
  public void giveBack(Book book, Lease lease, Instant now) throws IOException {
    book.leases().end(lease.leaseId());
    var task = book.tasks().find(lease.taskId());
    if (task.isPresent() && isLeft(book, task.get())) {
      next(book, task.get(), now);
      closeIfOver(book, lease.taskId().orderId());
    }
  }

  /**
   * A host's own rule ends a lease. That is no failed try: the page waits until an agent takes it
   * whose host does.
   */
  public void passOn(Book book, Lease lease, Instant now) throws IOException {
    book.leases().end(lease.leaseId());
    var task = book.tasks().find(lease.taskId());
    if (task.isPresent() && isLeft(book, task.get())) {
      if (isOpen(book, lease.taskId().orderId())) {
        book.tasks().passOn(lease.taskId(), now.plus(FIRST_REST));
      } else {
        next(book, task.get(), now);
      }
      closeIfOver(book, lease.taskId().orderId());
    }
  }

  private static boolean isOpen(Book book, String orderId) throws IOException {
    var order = book.orders().find(orderId);
    return order.isPresent() && order.get().phase() == Order.Phase.OPEN;
  }

  private void next(Book book, Task task, Instant now) throws IOException {
    if (!isOpen(book, task.id().orderId())) {
      book.tasks().finish(task.id(), TaskState.DROPPED, Bytes.NONE);
    } else if (task.tries() >= maxTries) {
      book.tasks().finish(task.id(), TaskState.EXHAUSTED, Bytes.NONE);
    } else {
      book.tasks().wait(task.id(), now.plus(FIRST_REST.multipliedBy(1L << (task.tries() - 1))));
    }
  }

  /**
   * A result counts: its task is over. Gives the leases of others that still work on it; these have
   * ended too.
   */
  public List<Lease> finish(Book book, Lease lease, TaskState end, Bytes delivered)
      throws IOException {
    book.leases().end(lease.leaseId());
    var others = book.leases().on(lease.taskId()).stream().map(GivenLease::statement).toList();
    for (var other : others) {
      book.leases().end(other.leaseId());
    }
    book.tasks().finish(lease.taskId(), end, delivered);
    closeIfOver(book, lease.taskId().orderId());
    return others;
  }

  /**
   * Whether a result for this task can still count. A page that was given up can be saved by a late
   * result as long as its order is open.
   */
  public boolean isUndecided(Order order, Task task) {
    return !order.closed() && (!task.state().isFinal() || task.state() == TaskState.EXHAUSTED);
  }

  /** Ends an order for its consumer. Gives the leases that agents still hold on it. */
  public List<Lease> cancel(Book book, String orderId) throws IOException {
    end(book, orderId, Order.Phase.CANCELLED);
    return book.leases().on(orderId).stream().map(GivenLease::statement).toList();
  }

  /** An order's deadline has passed: what agents have begun they may finish. */
  void lapse(Book book, String orderId) throws IOException {
    end(book, orderId, Order.Phase.LAPSED);
  }

  private void end(Book book, String orderId, Order.Phase phase) throws IOException {
    book.orders().setPhase(orderId, phase);
    book.tasks().dropWaiting(orderId);
    closeIfOver(book, orderId);
  }

  private void closeIfOver(Book book, String orderId) throws IOException {
    var order = book.orders().find(orderId);
    if (order.isPresent() && order.get().tally().open() == 0 && !order.get().closed()) {
      if (!order.get().phase().isStopped()) {
        book.orders().setPhase(orderId, Order.Phase.COMPLETE);
      }
      book.orders().setClosed(orderId);
      var end = statements.sign(new OrderClosed(orderId), coordinator);
      book.outbox().add(new Outbox.OrderEnds(orderId), end);
    }
  }

  /** Whether it was worked on, and nobody does any more. */
  private static boolean isLeft(Book book, Task task) throws IOException {
    return task.state() == TaskState.WORKING && book.leases().on(task.id()).isEmpty();
  }
}
