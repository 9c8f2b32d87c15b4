package network.lumora.coordinator.lease;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import network.lumora.coordinator.assign.Quotas;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.Task;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;

/** Whose pages are given out next. For one thread. */
final class Lineup {
  /** Pages of one consumer that are looked at together. */
  private static final int BATCH = 128;

  private final Books books;
  private final Quotas quotas;
  private final Underway underway;
  private final InHand inHand;

  /**
   * How far behind the head of a consumer's queue was looked, past pages that nobody here takes: so
   * no page that every host refuses keeps those behind it waiting.
   */
  private final Map<PublicKey, Integer> skipped = new HashMap<>();

  Lineup(Books books, Quotas quotas, Underway underway, InHand inHand) {
    this.books = books;
    this.quotas = quotas;
    this.underway = underway;
    this.inHand = inHand;
  }

  /** How many pages of each consumer are for so many slots. */
  SortedMap<PublicKey, Long> shares(long slots) throws IOException, ProtocolException {
    int most = (int) Math.min(slots, BATCH);
    var waiting = books.read(book -> book.tasks().waiting(most + inHand.size()));
    skipped.keySet().retainAll(waiting.keySet());
    var demands = new HashMap<PublicKey, Quotas.Demand>();
    waiting.forEach(
        (consumer, count) -> {
          long taken = inHand.of(consumer);
          demands.put(consumer, new Quotas.Demand(count - taken, underway.of(consumer) + taken));
        });
    return quotas.split(most, demands);
  }

  List<Task> head(PublicKey consumer, long count) throws IOException, ProtocolException {
    return waiting(consumer, 0, (int) count + inHand.of(consumer)).stream()
        .filter(inHand::isFree)
        .toList();
  }

  /** Pages behind those that were looked at before; begins anew after the last. */
  List<Task> further(PublicKey consumer, long head) throws IOException, ProtocolException {
    int skip = skipped.getOrDefault(consumer, (int) head + inHand.of(consumer));
    var tasks = waiting(consumer, skip, BATCH);
    if (tasks.size() < BATCH) {
      skipped.remove(consumer);
    } else {
      skipped.put(consumer, skip + BATCH);
    }
    return tasks.stream().filter(inHand::isFree).toList();
  }

  private List<Task> waiting(PublicKey consumer, int skip, int count)
      throws IOException, ProtocolException {
    return books.read(book -> book.tasks().waiting(consumer, skip, count));
  }

  /** Something of what was looked at last was given: there may be more. */
  void found(PublicKey consumer) {
    skipped.computeIfPresent(consumer, (key, skip) -> Math.max(0, skip - BATCH));
  }
}
