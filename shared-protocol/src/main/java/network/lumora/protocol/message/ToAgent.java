package network.lumora.protocol.message;

import java.util.List;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.MicroLmr;

/** A message that a coordinator sends to an agent. */
public sealed interface ToAgent
    permits Problem,
        ToAgent.Challenge,
        ToAgent.Welcome,
        ToAgent.Offer,
        ToAgent.Cancel,
        ToAgent.Settled,
        ToAgent.Unpaid,
        ToAgent.Balance,
        ToAgent.Draining {

  /** Comes first, unasked: answer it with a {@link ToCoordinator.Hello} that holds its nonce. */
  record Challenge(String nonce, PublicKey coordinator, List<String> versions) implements ToAgent {
    public Challenge {
      Text.requireId("nonce", nonce);
      Text.requireRange("number of versions", versions.size(), 1, 16);
      versions = List.copyOf(versions);
    }
  }

  /**
   * You are known; work may come.
   *
   * @param publicAddress yours as the coordinator sees it, so that you never connect to yourself
   *     from outside
   * @param receivedThrough every delivery up to this sequence is stored here; send again only what
   *     comes after it
   */
  record Welcome(
      String sessionId,
      String publicAddress,
      Policy policy,
      int heartbeatSeconds,
      long receivedThrough,
      String logOrigin)
      implements ToAgent {
    public Welcome {
      Text.requireId("sessionId", sessionId);
      Text.requireLength("publicAddress", publicAddress, 2, 64);
      Text.requireRange("heartbeatSeconds", heartbeatSeconds, 1, 300);
      Text.requireRange("receivedThrough", receivedThrough, 0, Long.MAX_VALUE);
      Text.requireLength("logOrigin", logOrigin, 1, 200);
    }
  }

  /** Take this task or decline it; {@code sealedInput} opens to a {@link TaskInput}. */
  record Offer(Envelope lease, Sealed sealedInput) implements ToAgent {}

  /**
   * Stop this task if you still work on it; a delivery that is already on its way is settled as
   * usual.
   */
  record Cancel(String leaseId) implements ToAgent {
    public Cancel {
      Text.requireId("leaseId", leaseId);
    }
  }

  /**
   * Your delivery counts: here is your receipt with both signatures, and the proof that it is in
   * the log.
   */
  record Settled(long sequence, Envelope receipt, Logged logged) implements ToAgent {}

  /** Your delivery is settled and will not be paid. */
  record Unpaid(long sequence, UnpaidReason reason, String detail) implements ToAgent {}

  /**
   * What the coordinator says your account holds; anyone can recompute it from the log.
   *
   * @param treeSize the size of the log at which it holds
   * @param epoch the epoch that is open then
   */
  record Balance(long treeSize, long epoch, MicroLmr amount) implements ToAgent {
    public Balance {
      Text.requireRange("treeSize", treeSize, 1, Long.MAX_VALUE);
      Text.requireRange("epoch", epoch, 0, Long.MAX_VALUE);
    }
  }

  /** The coordinator is about to stop; finish what you hold and come back after the wait. */
  record Draining(int retryAfterSeconds) implements ToAgent {
    public Draining {
      Text.requireRange("retryAfterSeconds", retryAfterSeconds, 0, 3_600);
    }
  }

  /** Why a delivery is not paid. The names are on the wire: add, never rename. */
  enum UnpaidReason {
    /** Another agent's result for the same task came first. */
    ALREADY_DONE,
    /** The consumer cancelled the order, or it was closed. */
    ORDER_CLOSED,
    /** The bytes that came are not those that the receipt tells. */
    COUNT_DIFFERS,
    /** The receipt breaks a rule; the detail names it. */
    RECEIPT_INVALID,
    /** No lease of this id was given to this agent. */
    UNKNOWN_LEASE,
    /** Who ordered and who delivered are one. */
    SELF_DEALING
  }
}
