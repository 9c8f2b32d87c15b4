package network.lumora.protocol.relay;

import java.util.Optional;
import network.lumora.protocol.seal.FrameSealer;

/** What passes on a passage between a party and the agent that carries it. */
public enum RecordKind {
  /** The agent says who it is, and a nonce; comes first. JSON. */
  GREETING(1, 1_024),
  /** A party's envelope for that nonce, under one grant. JSON. */
  JOIN(2, 4_096),
  /** A call or its answer: carried to the other party. JSON of an envelope. */
  CALL(3, 4_096),
  /** A sealed frame: carried to the other party. */
  FRAME(4, FrameSealer.MAX_FRAME_BYTES),
  /** A window's receipt, from who pays to the agent. */
  RECEIPT(5, 2_048),
  /** The agent's signature on the oldest receipt that waits for it. */
  SIGNATURE(6, 64),
  /** Why the sender ends the passage. JSON. */
  PROBLEM(7, 2_048);

  private static final RecordKind[] KINDS = values();

  private final int number;
  private final int maxBytes;

  RecordKind(int number, int maxBytes) {
    this.number = number;
    this.maxBytes = maxBytes;
  }

  int number() {
    return number;
  }

  int maxBytes() {
    return maxBytes;
  }

  /** Whether the agent passes it on as it is. */
  public boolean isCarried() {
    return this == CALL || this == FRAME;
  }

  static Optional<RecordKind> of(int number) {
    return number >= 1 && number <= KINDS.length
        ? Optional.of(KINDS[number - 1])
        : Optional.empty();
  }
}
