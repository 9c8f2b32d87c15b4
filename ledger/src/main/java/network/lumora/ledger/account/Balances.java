package network.lumora.ledger.account;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.MicroLmr;

/** What each account holds. For one thread. */
public final class Balances {
  private final SortedMap<PublicKey, MicroLmr> amounts = new TreeMap<>();
  private MicroLmr total = MicroLmr.NONE;

  /** Whether {@code amount} more can be held in all: beyond 2^63-1 millionths it cannot. */
  public boolean hasRoomFor(MicroLmr amount) {
    return total.count() <= Long.MAX_VALUE - amount.count();
  }

  public void credit(Map<PublicKey, MicroLmr> payouts) {
    payouts.forEach(
        (account, amount) -> {
          total = total.plus(amount);
          amounts.merge(account, amount, MicroLmr::plus);
        });
  }

  /** The sum of all balances, which is all that was ever paid out. */
  public MicroLmr total() {
    return total;
  }

  public MicroLmr of(PublicKey account) {
    return amounts.getOrDefault(account, MicroLmr.NONE);
  }

  /** A copy, in the order of the keys. */
  public SortedMap<PublicKey, MicroLmr> all() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
  }
}
