package network.lumora.agent.challenge;

import java.nio.ByteBuffer;
import network.lumora.proof.challenge.Keystream;
import network.lumora.proof.challenge.Transcript;

/**
 * Writes and reads the datagrams of one slot. One thread: what it writes is good until it writes
 * the next.
 *
 * <pre>
 *  0      1            17
 *  | type | token (16) | what the type says …     numbers big-endian
 * </pre>
 */
final class SlotDatagrams {
  static final int BODY = 1 + SlotToken.BYTES;
  static final int DATA_BYTES = Keystream.DATAGRAM_BYTES;

  /** More than the answer, so that nobody is sent more than was sent in their name. */
  static final int HELLO_BYTES = 64;

  /** In DATA: where the payload begins, after a byte 0, nonce (2 bytes) and sequence (4). */
  static final int PAYLOAD = DATA_BYTES - Keystream.PAYLOAD_BYTES;

  /** Of what is said but once, since a datagram may be lost. */
  static final int COPIES = 3;

  private static final int DATA_NONCE = BODY + 1;
  private static final int DATA_SEQUENCE = BODY + 3;
  private static final int ORDER_RUNS = BODY + 8;
  private static final int RUN_BYTES = 6;
  private static final int MAX_RUN = 0xFFFF;

  private final SlotToken token;
  private final ByteBuffer out = ByteBuffer.allocate(DATA_BYTES);

  SlotDatagrams(SlotToken token) {
    this.token = token;
    token.write(out.array(), 1);
  }

  /** {@link DatagramType#NONE} unless it is one of this slot, and whole. */
  DatagramType type(ByteBuffer in) {
    if (in.limit() < BODY || in.limit() > DATA_BYTES || !hasToken(in)) {
      return DatagramType.NONE;
    }
    return DatagramType.of(in.get(0), in.limit());
  }

  private boolean hasToken(ByteBuffer in) {
    int different = 0;
    for (int i = 0; i < SlotToken.BYTES; i++) {
      different |= in.get(1 + i) ^ token.at(i);
    }
    return different == 0;
  }

  ByteBuffer hello() {
    out.clear().put(0, DatagramType.HELLO.code());
    for (int i = BODY; i < HELLO_BYTES; i++) {
      out.put(i, (byte) 0);
    }
    return out.limit(HELLO_BYTES);
  }

  /** WELCOME or READY. */
  ByteBuffer cookie(DatagramType type, byte[] cookie) {
    return begin(type).put(cookie).flip();
  }

  static byte[] readCookie(ByteBuffer in) {
    var cookie = new byte[Door.COOKIE_BYTES];
    in.get(BODY, cookie);
    return cookie;
  }

  ByteBuffer start(long nonce, long bytesPerSecond, long durationNanos) {
    return begin(DatagramType.START)
        .putLong(nonce)
        .putLong(bytesPerSecond)
        .putInt((int) (durationNanos / 1_000))
        .flip();
  }

  static long startNonce(ByteBuffer in) {
    return in.getLong(BODY);
  }

  static long startRate(ByteBuffer in) {
    return in.getLong(BODY + 8);
  }

  static long startDurationNanos(ByteBuffer in) {
    return Integer.toUnsignedLong(in.getInt(BODY + 16)) * 1_000;
  }

  /** Writes the header of DATA into a train of datagrams. */
  void writeDataHeader(byte[] target, int offset, int nonce, int sequence) {
    target[offset] = DatagramType.DATA.code();
    token.write(target, offset + 1);
    ByteBuffer.wrap(target, offset + BODY, PAYLOAD - BODY)
        .put((byte) 0)
        .putShort((short) nonce)
        .putInt(sequence);
  }

  static int dataNonce(ByteBuffer in) {
    return Short.toUnsignedInt(in.getShort(DATA_NONCE));
  }

  static int dataSequence(ByteBuffer in) {
    return in.getInt(DATA_SEQUENCE);
  }

  /** ACK or DONE. */
  ByteBuffer count(DatagramType type, int count, Transcript transcript) {
    begin(type).putInt(count);
    transcript.write(out.array(), out.position());
    return out.position(out.position() + Transcript.BYTES).flip();
  }

  /** END, ASK. */
  ByteBuffer number(DatagramType type, int number) {
    return begin(type).putInt(number).flip();
  }

  /** Of ACK, DONE, END, ASK, NONCE and ORDER: the number that comes first. */
  static int number(ByteBuffer in) {
    return in.getInt(BODY);
  }

  static void readTranscript(ByteBuffer in, byte[] target, int offset) {
    in.get(BODY + 4, target, offset, Transcript.BYTES);
  }

  ByteBuffer nonce(int index, long nonce) {
    return begin(DatagramType.NONCE).putInt(index).putLong(nonce).flip();
  }

  static long nonceValue(ByteBuffer in) {
    return in.getLong(BODY + 4);
  }

  /** As much of the order of arrival, from a place in it, as one datagram holds. */
  ByteBuffer order(int from, int[] sequences, int count) {
    begin(DatagramType.ORDER).putInt(from).putInt(count);
    int at = from;
    while (at < count && out.remaining() >= RUN_BYTES) {
      int length = 1;
      while (at + length < count
          && length < MAX_RUN
          && sequences[at + length] == sequences[at] + length) {
        length++;
      }
      out.putInt(sequences[at]).putShort((short) length);
      at += length;
    }
    return out.flip();
  }

  /**
   * Adds what an ORDER tells to what is known of the order of arrival.
   *
   * @return how much is known now; as before if the datagram does not go on from there
   */
  static int readOrder(ByteBuffer in, int[] sequences, int known) {
    if (number(in) != known) {
      return known;
    }
    int after = known;
    for (int at = ORDER_RUNS; at + RUN_BYTES <= in.limit(); at += RUN_BYTES) {
      int first = in.getInt(at);
      int length = Short.toUnsignedInt(in.getShort(at + 4));
      for (int i = 0; i < length && after < sequences.length; i++) {
        sequences[after++] = first + i;
      }
    }
    return after;
  }

  void sendAbort(Path path) {
    for (int i = 0; i < COPIES; i++) {
      path.send(begin(DatagramType.ABORT).flip());
    }
  }

  private ByteBuffer begin(DatagramType type) {
    return out.clear().put(0, type.code()).position(BODY);
  }
}
