package network.lumora.protocol.wire;

import java.nio.ByteBuffer;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;

/**
 * A piece of a byte stream inside one binary WebSocket message.
 *
 * <pre>
 *  0        4         8      9
 *  | channel | sequence | flags | payload ... |
 *    uint31    uint31     uint8   at most 65,536 bytes
 * </pre>
 *
 * Numbers are big-endian. Sequence counts from 0 in each channel, without gaps. Bit 0 of flags says
 * that the stream ends with this frame; the other bits are 0.
 *
 * @param payload its remaining bytes; not copied, not to be changed
 */
public record Frame(int channel, int sequence, boolean end, ByteBuffer payload) {
  public static final int HEADER_BYTES = 9;

  /**
   * Large enough for few frames, small enough that control messages between them do not wait long.
   */
  public static final int MAX_PAYLOAD_BYTES = 65_536;

  private static final int END = 1;

  public Frame {
    if (channel < 1 || sequence < 0 || payload.remaining() > MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "frame on channel %d with sequence %d and %d bytes"
              .formatted(channel, sequence, payload.remaining()));
    }
  }

  public ByteBuffer encode() {
    var out = ByteBuffer.allocate(HEADER_BYTES + payload.remaining());
    out.putInt(channel).putInt(sequence).put((byte) (end ? END : 0)).put(payload.duplicate());
    return out.flip();
  }

  /** Reads what {@link #encode} wrote; the payload shares {@code message}'s memory. */
  public static Frame decode(ByteBuffer message) throws ProtocolException {
    int payloadBytes = message.remaining() - HEADER_BYTES;
    if (payloadBytes > MAX_PAYLOAD_BYTES) {
      throw new ProtocolException(
          ErrorCode.TOO_LARGE,
          "a frame of " + payloadBytes + " bytes, not at most " + MAX_PAYLOAD_BYTES);
    }
    if (payloadBytes < 0) {
      throw new ProtocolException(
          ErrorCode.MALFORMED,
          "a frame of " + message.remaining() + " bytes has no header of " + HEADER_BYTES);
    }
    int start = message.position();
    int flags = message.get(start + 8);
    if ((flags & ~END) != 0) {
      throw new ProtocolException(ErrorCode.MALFORMED, "a frame has unknown flags: " + flags);
    }
    try {
      return new Frame(
          message.getInt(start),
          message.getInt(start + 4),
          flags == END,
          message.slice(start + HEADER_BYTES, payloadBytes));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(ErrorCode.MALFORMED, "not a frame: " + e.getMessage(), e);
    }
  }
}
