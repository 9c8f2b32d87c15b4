package network.lumora.protocol.message;

import java.util.List;
import network.lumora.protocol.Otherwise;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.units.MicroLmr;
import org.jspecify.annotations.Nullable;

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
        ToAgent.Draining,
        ToAgent.ProveLine,
        ToAgent.ProveSlot,
        ToAgent.RunSlot,
        ToAgent.StartSlot,
        ToAgent.EndChallenge,
        ToAgent.LineProved,
        ToAgent.OpenRelay,
        ToAgent.CloseRelay,
        ToAgent.SessionLogged {

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

  /**
   * Will you have your line challenged now? Answer with {@link ToCoordinator.ProverReady} or {@link
   * ToCoordinator.ChallengeDeclined}.
   *
   * @param commitment digest of the coordinator's half of the draw
   * @param candidatesSha256 of those from whom the challengers are drawn
   * @param maxBytes that may go over your line for it, in both directions together
   */
  record ProveLine(
      String challengeId,
      ChallengeDirection direction,
      Sha256 commitment,
      Sha256 candidatesSha256,
      Bytes maxBytes)
      implements ToAgent {
    public ProveLine {
      Text.requireId("challengeId", challengeId);
    }
  }

  /**
   * Open a path to this challenger and do its slot when it begins. All slots of a challenge come at
   * once and in no order.
   *
   * @param host an IP address
   * @param token names the slot on the path
   * @param key of the payload that you send; only for {@link ChallengeDirection#UP}
   * @param certificate as in {@link ToCoordinator.ChallengerAt}; only for {@link
   *     SlotPath#WEBSOCKET}
   */
  record ProveSlot(
      String challengeId,
      int slot,
      ChallengeDirection direction,
      PublicKey challenger,
      SlotPath path,
      String host,
      int port,
      String token,
      @Nullable String key,
      @Nullable Sha256 certificate)
      implements ToAgent {
    public ProveSlot {
      Text.requireId("challengeId", challengeId);
      Text.requireSlot(slot);
      Text.requireLength("host", host, 2, 64);
      Text.requireRange("port", port, 1, 65_535);
      Text.requireId("token", token);
      if (key != null) {
        Text.requireKey("key", key);
      }
      if ((key != null) != (direction == ChallengeDirection.UP)) {
        throw new IllegalArgumentException("a key goes with the direction UP, and only with it");
      }
    }
  }

  /**
   * Challenger: let this prover's path open, and wait for {@link StartSlot}.
   *
   * @param proverAddress from where its datagrams must come
   * @param key of the payload, whoever sends it
   * @param rttFloorMicros no round trip to the prover is shorter, as far as the coordinator knows
   */
  record RunSlot(
      String challengeId,
      int slot,
      ChallengeDirection direction,
      PublicKey prover,
      SlotPath path,
      String proverAddress,
      String token,
      String key,
      long rttFloorMicros)
      implements ToAgent {
    public RunSlot {
      Text.requireId("challengeId", challengeId);
      Text.requireSlot(slot);
      Text.requireLength("proverAddress", proverAddress, 2, 64);
      Text.requireId("token", token);
      Text.requireKey("key", key);
      Text.requireRange("rttFloorMicros", rttFloorMicros, 0, 60_000_000);
    }
  }

  /**
   * Challenger: begin the slot so long after this message, and tell {@link ToCoordinator.SlotDone}.
   *
   * @param rate at which the payload is sent, by whoever sends it
   * @param provenBefore what the line is proven to do already; 0 if nothing. Only what goes beyond
   *     it has to show that it is no burst
   */
  record StartSlot(
      String challengeId,
      int slot,
      BytesPerSecond rate,
      int durationMillis,
      int startInMillis,
      BytesPerSecond provenBefore)
      implements ToAgent {
    public StartSlot {
      Text.requireId("challengeId", challengeId);
      Text.requireSlot(slot);
      Text.requireRange("rate", rate.count(), 1, Long.MAX_VALUE);
      Text.requireRange("durationMillis", durationMillis, 1, 10_000);
      Text.requireRange("startInMillis", startInMillis, 0, 60_000);
    }
  }

  /** The challenge is over: stop, and forget what was said of it. */
  record EndChallenge(String challengeId) implements ToAgent {
    public EndChallenge {
      Text.requireId("challengeId", challengeId);
    }
  }

  /**
   * Your line is proven: the verdict, and the proof that it is in the log.
   *
   * @param proven a {@link LineProven}
   */
  record LineProved(Envelope proven, Logged logged) implements ToAgent {}

  /**
   * Will you carry bytes under this grant? Answer with {@link ToCoordinator.RelayReady} or {@link
   * ToCoordinator.RelayDeclined}.
   *
   * @param grant a {@link Grant} of the kind {@link TrafficKind#RELAY}
   * @param callee the other party
   * @param opened instead of a callee: an {@link OpenedDestination} to which you go yourself
   */
  record OpenRelay(Envelope grant, @Nullable PublicKey callee, @Nullable Envelope opened)
      implements ToAgent {
    public OpenRelay {
      if ((callee == null) == (opened == null)) {
        throw new IllegalArgumentException("a relay leads to a callee or an opened destination");
      }
    }
  }

  /** The relay is over: carry nothing more under this grant. */
  record CloseRelay(String grantId) implements ToAgent {
    public CloseRelay {
      Text.requireId("grantId", grantId);
    }
  }

  /**
   * What you have carried is in the log. It is told again after each welcome until {@link
   * ToCoordinator.SessionKept} comes.
   *
   * @param session a {@link SessionCounted}
   */
  record SessionLogged(Envelope session, Logged logged) implements ToAgent {}

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
    SELF_DEALING,
    /** A reason that this version does not know; the detail says it in words. Never sent. */
    @Otherwise
    OTHER
  }
}
