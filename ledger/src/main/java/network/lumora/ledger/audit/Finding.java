package network.lumora.ledger.audit;

import network.lumora.ledger.log.Hash;
import network.lumora.ledger.state.Rule;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.MicroLmr;

/** Something that is wrong with a log, and where. */
public sealed interface Finding {

  /** For people: one sentence. */
  String describe();

  /** An entry that must not be in the log: unreadable, wrongly signed or against a rule. */
  record BadEntry(long index, Rule rule, String detail) implements Finding {
    @Override
    public String describe() {
      return "entry " + index + " breaks the rule " + rule + ": " + detail;
    }
  }

  /** The checkpoint is no checkpoint, is for another log, or is not signed by the log's key. */
  record BadCheckpoint(String detail) implements Finding {
    @Override
    public String describe() {
      return "the checkpoint cannot be trusted: " + detail;
    }
  }

  /** The genesis names the log otherwise than its key does. */
  record OtherOrigin(String expected, String stated) implements Finding {
    @Override
    public String describe() {
      return "the log calls itself " + stated + ", not " + expected;
    }
  }

  /** The checkpoint covers entries that the log does not give. */
  record MissingEntries(long stated, long given) implements Finding {
    @Override
    public String describe() {
      return "the checkpoint covers " + stated + " entries, the log gives " + given;
    }
  }

  /** The entries do not have the root that the checkpoint states. */
  record RootDiffers(long size, Hash stated, Hash recomputed) implements Finding {
    @Override
    public String describe() {
      return "the root over " + size + " entries is " + recomputed + ", stated as " + stated;
    }
  }

  /** The log is shorter than a checkpoint of it that was seen before. */
  record ShorterThanBefore(long before, long now) implements Finding {
    @Override
    public String describe() {
      return "the log had " + before + " entries before and covers " + now + " now";
    }
  }

  /** The log does not continue a checkpoint of it that was seen before. */
  record Forked(long size, Hash before, Hash now) implements Finding {
    @Override
    public String describe() {
      return "the first " + size + " entries had the root " + before + " before and have " + now;
    }
  }

  /** An account does not hold what is stated. */
  record BalanceDiffers(PublicKey account, MicroLmr stated, MicroLmr recomputed)
      implements Finding {
    @Override
    public String describe() {
      return "account " + account + " holds " + recomputed + ", stated as " + stated;
    }
  }

  /** Another epoch is open than is stated with the balances. */
  record EpochDiffers(long stated, long recomputed) implements Finding {
    @Override
    public String describe() {
      return "epoch " + recomputed + " is open, stated as " + stated;
    }
  }

  /** Balances are stated for a size that the log does not have. */
  record BalancesBeyondLog(long stated, long given) implements Finding {
    @Override
    public String describe() {
      return "balances are stated at " + stated + " entries, the log gives " + given;
    }
  }
}
