package network.lumora.ledger.account;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.Bytes;

/** What each agent has contributed to the open epoch. For one thread. */
public final class Contributions {
  private final SortedMap<PublicKey, Bytes> bytes = new TreeMap<>();
  private Bytes total = Bytes.NONE;
  private long receipts;

  /** Whether {@code more} can still be counted: beyond 2^63-1 bytes in all it cannot. */
  public boolean hasRoomFor(Bytes more) {
    return total.count() <= Long.MAX_VALUE - more.count();
  }

  public void add(PublicKey agent, Bytes more) {
    total = total.plus(more);
    receipts++;
    bytes.merge(agent, more, Bytes::plus);
  }

  public void clear() {
    bytes.clear();
    total = Bytes.NONE;
    receipts = 0;
  }

  public Bytes total() {
    return total;
  }

  public long receipts() {
    return receipts;
  }

  /** A copy, in the order of the keys. */
  public SortedMap<PublicKey, Bytes> all() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(bytes));
  }
}
