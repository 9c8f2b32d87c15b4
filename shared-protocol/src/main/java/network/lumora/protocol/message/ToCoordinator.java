package network.lumora.protocol.message;

import java.util.List;
import network.lumora.protocol.Otherwise;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/** A message that an agent sends to a coordinator. */
public sealed interface ToCoordinator
    permits Problem,
        ToCoordinator.Hello,
        ToCoordinator.Heartbeat,
        ToCoordinator.Accepted,
        ToCoordinator.Declined,
        ToCoordinator.Delivery,
        ToCoordinator.Goodbye,
        ToCoordinator.ChallengerAt,
        ToCoordinator.ProverReady,
        ToCoordinator.PathOpen,
        ToCoordinator.SlotDone,
        ToCoordinator.ProverDone,
        ToCoordinator.ChallengeDeclined,
        ToCoordinator.RelayAt,
        ToCoordinator.RelayReady,
        ToCoordinator.RelayDeclined,
        ToCoordinator.RelayReceipts,
        ToCoordinator.RelayClosed,
        ToCoordinator.SessionKept {

  /** The answer to a challenge; the envelope holds a {@link Greeting}. */
  record Hello(String version, Envelope greeting) implements ToCoordinator {
    public Hello {
      Text.requireLength("version", version, 1, 40);
    }
  }

  /**
   * The agent is there and has this much to give now.
   *
   * @param freeSlots tasks it would take at once; 0 while it is paused
   * @param free what its allowance leaves in either direction, the smaller of the two
   */
  record Heartbeat(int freeSlots, BytesPerSecond free) implements ToCoordinator {
    public Heartbeat {
      Text.requireRange("freeSlots", freeSlots, 0, Greeting.MAX_SLOTS);
    }
  }

  /** The agent works on it. */
  record Accepted(String leaseId) implements ToCoordinator {
    public Accepted {
      Text.requireId("leaseId", leaseId);
    }
  }

  /** The agent will not do it, for a reason of its own; give it to another. */
  record Declined(String leaseId, DeclineReason reason) implements ToCoordinator {
    public Declined {
      Text.requireId("leaseId", leaseId);
    }
  }

  /**
   * A result; its sealed bytes follow as frames on {@code channel}.
   *
   * @param receipt a {@link Receipt} with the agent's signature
   * @param connectMillis how long a TCP connection to the page's own host took, which is a round
   *     trip; null if none was made for it
   */
  record Delivery(long sequence, int channel, Envelope receipt, @Nullable Integer connectMillis)
      implements ToCoordinator {
    /** Longer than an agent waits for a connection. */
    public static final int MAX_CONNECT_MILLIS = 60_000;

    public Delivery {
      Text.requireRange("sequence", sequence, 1, Long.MAX_VALUE);
      Text.requireRange("channel", channel, 1, Integer.MAX_VALUE);
      if (connectMillis != null) {
        Text.requireRange("connectMillis", connectMillis, 0, MAX_CONNECT_MILLIS);
      }
    }

    /** Without a round trip. */
    public Delivery(long sequence, int channel, Envelope receipt) {
      this(sequence, channel, receipt, null);
    }
  }

  /** The agent is about to leave; what it held may go to others at once. */
  record Goodbye() implements ToCoordinator {}

  /**
   * The agent challenges others from this UDP port, and this TCP port for those whom UDP does not
   * reach.
   *
   * @param host an IP address; empty for the one from which it is connected
   * @param up what it can send a prover
   * @param down what it can take from one
   * @param certificate SHA-256 of the one certificate that its WebSockets show, over TLS; without
   *     it they are plain
   */
  record ChallengerAt(
      String host, int port, BytesPerSecond up, BytesPerSecond down, @Nullable Sha256 certificate)
      implements ToCoordinator {
    public ChallengerAt {
      Text.requireLength("host", host, 0, 64);
      Text.requireRange("port", port, 1, 65_535);
    }
  }

  /**
   * The agent's line may be challenged now.
   *
   * @param consent a {@link ProverConsent}
   */
  record ProverReady(String challengeId, Envelope consent) implements ToCoordinator {
    public ProverReady {
      Text.requireId("challengeId", challengeId);
    }
  }

  /** A challenger has the prover of this slot on its path. */
  record PathOpen(String challengeId, int slot) implements ToCoordinator {
    public PathOpen {
      Text.requireId("challengeId", challengeId);
      Text.requireSlot(slot);
    }
  }

  /**
   * A challenger's slot is over.
   *
   * @param record a {@link SlotRecord}
   */
  record SlotDone(String challengeId, int slot, Envelope record) implements ToCoordinator {
    public SlotDone {
      Text.requireId("challengeId", challengeId);
      Text.requireSlot(slot);
    }
  }

  /**
   * A prover's slot is over.
   *
   * @param ack a {@link ProverAck}
   */
  record ProverDone(String challengeId, int slot, Envelope ack) implements ToCoordinator {
    public ProverDone {
      Text.requireId("challengeId", challengeId);
      Text.requireSlot(slot);
    }
  }

  /** Prover or challenger will not go on with it; nothing is held against either. */
  record ChallengeDeclined(String challengeId, ChallengeDeclineReason reason)
      implements ToCoordinator {
    public ChallengeDeclined {
      Text.requireId("challengeId", challengeId);
    }
  }

  /**
   * The agent carries bytes between others from this TCP port; the newest counts.
   *
   * @param host an IP address; empty for the one from which it is connected
   * @param room relays at once; 0 if none any more
   * @param destinations whether its host has agreed to opened destinations, too
   */
  record RelayAt(String host, int port, int room, boolean destinations) implements ToCoordinator {
    public static final int MAX_ROOM = 4_096;

    public RelayAt {
      Text.requireLength("host", host, 0, 64);
      Text.requireRange("port", port, 1, 65_535);
      Text.requireRange("room", room, 0, MAX_ROOM);
    }
  }

  /** The parties of this grant may come. */
  record RelayReady(String grantId) implements ToCoordinator {
    public RelayReady {
      Text.requireId("grantId", grantId);
    }
  }

  /** The agent will not carry anything under this grant. */
  record RelayDeclined(String grantId, RelayDeclineReason reason) implements ToCoordinator {
    public RelayDeclined {
      Text.requireId("grantId", grantId);
    }
  }

  /**
   * What payers have signed, and this agent after them.
   *
   * @param receipts each a {@link WindowReceipt} with both signatures
   */
  record RelayReceipts(List<Envelope> receipts) implements ToCoordinator {
    public RelayReceipts {
      Text.requireRange("number of receipts", receipts.size(), 1, SessionReceipts.MAX);
      receipts = List.copyOf(receipts);
    }
  }

  /** Nothing moves under this grant any more; its last receipt was told before. */
  record RelayClosed(String grantId, RelayEnd reason) implements ToCoordinator {
    public RelayClosed {
      Text.requireId("grantId", grantId);
    }
  }

  /**
   * What was told in {@link ToAgent.SessionLogged} is stored here: it need not be told again.
   *
   * @param sequence of the receipt in it
   */
  record SessionKept(String grantId, long sequence) implements ToCoordinator {
    public SessionKept {
      Text.requireId("grantId", grantId);
      Text.requireRange("sequence", sequence, 1, Long.MAX_VALUE);
    }
  }

  /** Why an agent does not carry. The names are on the wire: add, never rename. */
  enum RelayDeclineReason {
    /** The host has not agreed to this. */
    NOT_CONSENTED,
    /** The host has paused. */
    PAUSED,
    /** A cap on bytes is reached. */
    OVER_CAP,
    /** It carries as much as it can. */
    BUSY,
    /** The grant or the entry does not verify, or is for another agent. */
    BAD_GRANT,
    /** The host's own rules do not let this site through. */
    HOST_RULE,
    /** A reason that this version does not know. Never sent. */
    @Otherwise
    OTHER
  }

  /** Why a relay has ended. The names are on the wire: add, never rename. */
  enum RelayEnd {
    /** A party has gone. */
    DONE,
    /** A party did not come. */
    NOBODY_CAME,
    /** The host has paused, or a cap is reached. */
    STOPPED,
    /** Nothing moved for too long. */
    IDLE,
    /** The grant's bytes or its time are used up. */
    USED_UP,
    /** A party has broken the protocol. */
    BROKEN,
    /** A reason that this version does not know. Never sent. */
    @Otherwise
    OTHER
  }

  /** Why a challenge is not taken. The names are on the wire: add, never rename. */
  enum ChallengeDeclineReason {
    /** The user's own traffic needs the line. */
    USER_ACTIVE,
    /** The host has not consented, or has paused. */
    PAUSED,
    /** A cap on bytes would be passed. */
    OVER_CAP,
    /** The connection is paid by the byte. */
    METERED,
    /** It was under way, and the user's own traffic came. */
    ABORTED,
    /** Another challenge is under way here. */
    BUSY,
    /** No datagram came through. */
    NO_PATH
  }

  /** Why an agent will not do a task. The names are on the wire: add, never rename. */
  enum DeclineReason {
    /** The host has not consented, or has paused. */
    PAUSED,
    /** A cap on bytes is reached. */
    OVER_CAP,
    /** All slots are taken. */
    BUSY,
    /** The lease or its input does not verify, or is for another agent. */
    BAD_LEASE,
    /** The lease's time had passed when it came. */
    EXPIRED,
    /** The host's own rules do not let this page through; other pages are welcome. */
    HOST_RULE
  }
}
