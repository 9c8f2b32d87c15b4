package network.lumora.ledger.state;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.Genesis;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.units.MicroLmr;

/** What one accepted statement changes. */
public sealed interface Effect {

  /** The log has its rules. */
  record Started(Genesis genesis) implements Effect {}

  /** Receipts for this order may come. */
  record OrderOpened(String orderId, PublicKey consumer, int pageCount) implements Effect {}

  /** A page counts for its agent. */
  record Contributed(TaskId taskId, PublicKey agent, Bytes contribution) implements Effect {}

  /** What moved in a session, beyond what had counted before, counts for its provider. */
  record Carried(String grantId, PublicKey provider, SessionStanding standing, Bytes contribution)
      implements Effect {}

  /** An agent's line was measured. */
  record Measured(
      PublicKey agent, ChallengeDirection direction, BytesPerSecond estimate, Instant endedAt)
      implements Effect {}

  /** Agents were challenged together: they share a line, or each has its own. */
  record Linked(List<PublicKey> agents, boolean oneLine, Instant endedAt) implements Effect {
    public Linked {
      agents = List.copyOf(agents);
    }
  }

  /** No more receipts for this order. */
  record OrderEnded(String orderId) implements Effect {}

  /**
   * An epoch is over and paid.
   *
   * @param receipts that counted in it
   * @param contributed the sum that the shares refer to
   * @param payouts add up to the epoch's pool, or are empty if nobody contributed
   */
  record EpochPaid(
      long epoch, long receipts, Bytes contributed, SortedMap<PublicKey, MicroLmr> payouts)
      implements Effect {
    public EpochPaid {
      payouts = Collections.unmodifiableSortedMap(new TreeMap<>(payouts));
    }

    public MicroLmr paid() {
      return payouts.values().stream().reduce(MicroLmr.NONE, MicroLmr::plus);
    }
  }
}
