package network.lumora.coordinator.settle;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import network.lumora.coordinator.registry.Agents;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.StatedBalances;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.units.MicroLmr;
import org.jspecify.annotations.Nullable;

/** What agents are told about their balances, which change when an epoch ends. Thread-safe. */
public final class Accounts {
  private final PublicLog log;
  private final Agents agents;

  /** Read once for each epoch: agents that connect by thousands cost no walk through the ledger. */
  private @Nullable Statement newest;

  private record Statement(long treeSize, long epoch, Map<PublicKey, MicroLmr> amounts) {
    static Statement of(StatedBalances balances) {
      var amounts = new HashMap<PublicKey, MicroLmr>();
      balances.balances().forEach(each -> amounts.put(each.account(), each.amount()));
      return new Statement(balances.treeSize(), balances.epoch(), amounts);
    }

    ToAgent.Balance of(PublicKey account) {
      return new ToAgent.Balance(treeSize, epoch, amounts.getOrDefault(account, MicroLmr.NONE));
    }
  }

  public Accounts(PublicLog log, Agents agents) {
    this.log = log;
    this.agents = agents;
  }

  public synchronized ToAgent.Balance of(PublicKey account) throws IOException {
    var known = newest;
    if (known == null) {
      known = Statement.of(log.balances());
      newest = known;
    }
    return known.of(account);
  }

  /** An epoch has ended: every agent that is there hears what it holds now. */
  public synchronized void tellAll() throws IOException {
    newest = null;
    for (var line : agents.linesByAgent().entrySet()) {
      line.getValue().send(of(line.getKey()));
    }
  }
}
