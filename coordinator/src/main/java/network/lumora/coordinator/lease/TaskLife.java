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

  /**
   * A lease ends without a result. If no other agent works on its task, that waits again, or has
   * been tried often enough. What is not live is left as it is.
   */
  public void giveBack(Book book, Lease lease, Instant now) throws IOException {
    var left = left(book, lease);
    if (left.isPresent()) {
      next(book, left.get(), now);
    }
  }

  /**
   * A host's own rule ends a lease. That is no failed try: the page waits until an agent takes it
   * whose host does.
   */
  public void passOn(Book book, Lease lease, Instant now) throws IOException {
    var left = left(book, lease);
    if (left.isEmpty()) {
      return;
    }
    if (isOpen(book, lease.taskId().orderId())) {
      book.tasks().passOn(lease.taskId(), now.plus(FIRST_REST));
    } else {
      next(book, left.get(), now);
    }
  }

  /** Ends a lease; gives its task, if nobody works on that any more. */
  private static Optional<Task> left(Book book, Lease lease) throws IOException {
    if (!book.leases().end(lease.leaseId()) || book.leases().anyOn(lease.taskId())) {
      return Optional.empty();
    }
    return book.tasks().find(lease.taskId()).filter(task -> task.state() == TaskState.WORKING);
  }

  private static boolean isOpen(Book book, String orderId) throws IOException {
    return book.orders().phase(orderId).filter(phase -> phase == Order.Phase.OPEN).isPresent();
  }

  private void next(Book book, Task task, Instant now) throws IOException {
    if (!isOpen(book, task.id().orderId())) {
      finish(book, task, TaskState.DROPPED);
    } else if (task.tries() >= maxTries) {
      finish(book, task, TaskState.EXHAUSTED);
    } else {
      book.tasks().wait(task.id(), now.plus(FIRST_REST.multipliedBy(1L << (task.tries() - 1))));
    }
  }

  private void finish(Book book, Task task, TaskState end) throws IOException {
    book.tasks().finish(task.id(), end, Bytes.NONE);
    closeIfOver(book, task.id().orderId());
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
        book.orders().setPhase(orderId, Order.Phase.SETTLING);
      }
      book.orders().setClosed(orderId);
      var end = statements.sign(new OrderClosed(orderId), coordinator);
      book.outbox().add(new Outbox.OrderEnds(orderId), end);
    }
  }
}
