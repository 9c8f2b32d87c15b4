package network.lumora.ledger.state;

import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * Which orders are open and which of their pages are paid. For one thread.
 *
 * <p>Of a closed order only its id is kept, about 120 bytes each; decision 0004 says why and until
 * when that is enough.
 */
final class Orders {

  /** An open order; a page has its bit set once it is paid. */
  record Order(PublicKey consumer, int pageCount, BitSet paid) {}

  private final SortedMap<String, Order> open = new TreeMap<>();
  private final TreeSet<String> closed = new TreeSet<>();

  boolean isUsed(String id) {
    return open.containsKey(id) || closed.contains(id);
  }

  @Nullable Order open(String id) {
    return open.get(id);
  }

  void open(String id, PublicKey consumer, int pageCount) {
    open.put(id, new Order(consumer, pageCount, new BitSet(pageCount)));
  }

  void pay(TaskId task) {
    var order = open.get(task.orderId());
    if (order == null) {
      throw new IllegalStateException("a receipt was accepted for an order that is not open");
    }
    order.paid.set(task.index());
  }

  void close(String id) {
    open.remove(id);
    closed.add(id);
  }

  void describe(StringBuilder out) {
    open.forEach(
        (id, order) ->
            out.append("order ")
                .append(id)
                .append(' ')
                .append(order.consumer)
                .append(' ')
                .append(order.pageCount)
                .append(' ')
                .append(order.paid)
                .append('\n'));
    closed.forEach(id -> out.append("closed ").append(id).append('\n'));
  }
}
