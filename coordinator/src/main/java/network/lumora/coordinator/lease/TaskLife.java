package network.lumora.coordinator.lease;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  /** A lease ends without a result: its task waits again, or has been tried often enough. */
  public void giveBack(Book book, Lease lease, Instant now) throws IOException {
    book.leases().end(lease.leaseId());
    var task = book.tasks().find(lease.taskId());
    if (task.isPresent() && isHeldBy(task.get(), lease.leaseId())) {
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
    if (task.isPresent() && isHeldBy(task.get(), lease.leaseId())) {
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
   * A result counts: its task is over. Gives the lease of another agent that still works on it;
   * that lease has ended too.
   */
  public Optional<Lease> finish(Book book, Lease lease, TaskState end, Bytes delivered)
      throws IOException {
    var other = book.tasks().find(lease.taskId()).flatMap(task -> otherThan(lease, task));
    book.leases().end(lease.leaseId());
    book.tasks().finish(lease.taskId(), end, delivered);
    closeIfOver(book, lease.taskId().orderId());
    if (other.isEmpty()) {
      return Optional.empty();
    }
    book.leases().end(other.get());
    return book.leases().find(other.get()).map(GivenLease::statement);
  }

  private static Optional<String> otherThan(Lease lease, Task task) {
    return task.state() == TaskState.WORKING
        ? Optional.ofNullable(task.leaseId()).filter(id -> !id.equals(lease.leaseId()))
        : Optional.empty();
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
    book.orders().setPhase(orderId, Order.Phase.CANCELLED);
    book.tasks().dropWaiting(orderId);
    closeIfOver(book, orderId);
    return book.leases().on(orderId).stream().map(GivenLease::statement).toList();
  }

  private void closeIfOver(Book book, String orderId) throws IOException {
    var order = book.orders().find(orderId);
    if (order.isPresent() && order.get().tally().open() == 0 && !order.get().closed()) {
      if (order.get().phase() != Order.Phase.CANCELLED) {
        book.orders().setPhase(orderId, Order.Phase.COMPLETE);
      }
      book.orders().setClosed(orderId);
      var end = statements.sign(new OrderClosed(orderId), coordinator);
      book.outbox().add(new Outbox.OrderEnds(orderId), end);
    }
  }

  private static boolean isHeldBy(Task task, String leaseId) {
    return task.state() == TaskState.WORKING && leaseId.equals(task.leaseId());
  }
}
