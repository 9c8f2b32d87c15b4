package network.lumora.coordinator.book;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.units.Bytes;

/** The pages of open orders. Every change keeps the {@link Tally} of the order right. */
public interface Tasks {

  /**
   * Puts all pages of an order in its consumer's queue: the more urgent first, then the earlier
   * deadline, then orders take turns: each is served one page before any is served its next.
   */
  void enqueue(String orderId, int pages) throws IOException;

  Optional<Task> find(TaskId id) throws IOException;

  /** How many pages of each consumer wait, counted up to {@code most}; nobody has none. */
  SortedMap<PublicKey, Long> waiting(int most) throws IOException;

  /** A consumer's queue after its first {@code skipped}. */
  List<Task> waiting(PublicKey consumer, int skipped, int limit) throws IOException;

  /** Those whose tasks were waiting and are under these leases now, in the same order. */
  List<GivenLease> lease(List<GivenLease> leases) throws IOException;

  /** Puts a task that is worked on back in its place in the queue. */
  void wait(TaskId id, Instant restsUntil) throws IOException;

  /** Puts a task that is worked on back as if its newest lease had not been tried. */
  void passOn(TaskId id, Instant restsUntil) throws IOException;

  /** Ends a task. */
  void finish(TaskId id, TaskState end, Bytes delivered) throws IOException;

  /** Ends all waiting tasks of an order as {@link TaskState#DROPPED}. */
  void dropWaiting(String orderId) throws IOException;
}
