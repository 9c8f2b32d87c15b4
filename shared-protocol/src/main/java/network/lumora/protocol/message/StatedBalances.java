package network.lumora.protocol.message;

import java.util.List;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.MicroLmr;

/**
 * What a coordinator says the balances are; anyone can recompute them from the log.
 *
 * @param treeSize the size of the log at which they hold
 * @param epoch the epoch that is open then
 */
public record StatedBalances(long treeSize, long epoch, List<Balance> balances) {
  public StatedBalances {
    balances = List.copyOf(balances);
  }

  /** One account. */
  public record Balance(PublicKey account, MicroLmr amount) {}
}
