package network.lumora.agent.challenge;

/**
 * The first byte of a datagram; each stands at the place of its code. docs/PROTOCOL.md §9 has their
 * layouts.
 */
enum DatagramType {
  /** Not one of a slot. */
  NONE(0, Integer.MAX_VALUE),
  HELLO(1, SlotDatagrams.HELLO_BYTES),
  WELCOME(2, SlotDatagrams.BODY + Door.COOKIE_BYTES),
  READY(3, SlotDatagrams.BODY + Door.COOKIE_BYTES),
  START(4, SlotDatagrams.BODY + 8 + 8 + 4),
  DATA(5, SlotDatagrams.DATA_BYTES),
  ACK(6, SlotDatagrams.BODY + 4 + 32),
  NONCE(7, SlotDatagrams.BODY + 4 + 8),
  END(8, SlotDatagrams.BODY + 4),
  ASK(9, SlotDatagrams.BODY + 4),
  ORDER(10, SlotDatagrams.BODY + 4 + 4),
  DONE(11, SlotDatagrams.BODY + 4 + 32),
  ABORT(12, SlotDatagrams.BODY);

  private static final DatagramType[] ALL = values();

  private final byte code;
  private final int minBytes;

  DatagramType(int code, int minBytes) {
    this.code = (byte) code;
    this.minBytes = minBytes;
  }

  byte code() {
    return code;
  }

  /** {@link #NONE} for codes of others, and for datagrams that are too short. */
  static DatagramType of(byte code, int bytes) {
    var type = code > 0 && code < ALL.length ? ALL[code] : NONE;
    return bytes >= type.minBytes ? type : NONE;
  }
}
