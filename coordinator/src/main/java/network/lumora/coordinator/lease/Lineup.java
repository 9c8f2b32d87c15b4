package network.lumora.coordinator.lease;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import network.lumora.coordinator.assign.Quotas;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.Task;
import network.lumora.coordinator.book.Tasks;
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

  /**
   * Pages of one consumer that are for slots.
   *
   * @param head those that wait longest
   */
  record Share(long pages, List<Task> head) {}

  /**
   * How so many slots are shared; all is read at once, since each read begins with an empty cache.
   */
  SortedMap<PublicKey, Share> shares(long slots) throws IOException, ProtocolException {
    int most = (int) Math.min(slots, BATCH);
    return books.read(book -> shares(book.tasks(), most));
  }

  private SortedMap<PublicKey, Share> shares(Tasks tasks, int most) throws IOException {
    var waiting = tasks.waiting(most + inHand.size());
    skipped.keySet().retainAll(waiting.keySet());
    var demands = new HashMap<PublicKey, Quotas.Demand>();
    waiting.forEach(
        (consumer, count) -> {
          long taken = inHand.of(consumer);
          demands.put(consumer, new Quotas.Demand(count - taken, underway.of(consumer) + taken));
        });
    var shares = new TreeMap<PublicKey, Share>();
    for (var part : quotas.split(most, demands).entrySet()) {
      if (part.getValue() > 0) {
        shares.put(part.getKey(), share(tasks, part.getKey(), part.getValue()));
      }
    }
    return shares;
  }

  private Share share(Tasks tasks, PublicKey consumer, long pages) throws IOException {
    int most = (int) pages + inHand.of(consumer);
    var head = tasks.waiting(consumer, 0, most).stream().filter(inHand::isFree).toList();
    return new Share(pages, head);
  }

  /** Pages behind those that were looked at before; begins anew after the last. */
  List<Task> further(PublicKey consumer, long head) throws IOException, ProtocolException {
    int skip = skipped.getOrDefault(consumer, (int) head + inHand.of(consumer));
    var tasks = books.read(book -> book.tasks().waiting(consumer, skip, BATCH));
    if (tasks.size() < BATCH) {
      skipped.remove(consumer);
    } else {
      skipped.put(consumer, skip + BATCH);
    }
    return tasks.stream().filter(inHand::isFree).toList();
  }

  /** Something of what was looked at last was given: there may be more. */
  void found(PublicKey consumer) {
    skipped.computeIfPresent(consumer, (key, skip) -> Math.max(0, skip - BATCH));
  }
}
