package network.lumora.protocol.relay;

/** Why a stream ends before its bytes do. The numbers are on the wire: add, never change. */
public enum ResetCode {
  /** A reason that this version does not know. Never sent. */
  OTHER(0),
  /** Whoever used it has gone. */
  CANCELLED(1),
  /** There are as many streams as may be. */
  TOO_MANY(2),
  /** Its owner has not opened this destination, or not for this session. */
  NOT_OPENED(3),
  /** The destination does not answer. */
  UNREACHABLE(4),
  /** What the destination was told first names another. */
  OTHER_NAME(5),
  /** Nothing moved for as long as a stream may rest. */
  IDLE(6),
  /** More bytes than a stream may carry. */
  TOO_LARGE(7),
  /** The host has paused, or has used up what was allowed. */
  STOPPED(8),
  /** A fault of the program at the other end. */
  INTERNAL(9),
  /** No passage came in time. Never sent, as there is none. */
  LOST(10);

  private final byte number;

  ResetCode(int number) {
    this.number = (byte) number;
  }

  byte number() {
    return number;
  }

  static ResetCode of(byte number) {
    for (var code : values()) {
      if (code.number == number) {
        return code;
      }
    }
    return OTHER;
  }
}
