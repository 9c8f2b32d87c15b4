package network.lumora.protocol.relay;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;

/**
 * An ordered exchange of messages that outlives the passages which carry it: what was lost with one
 * is sent again over the next, which may go through another agent. One thread.
 *
 * <pre>
 *  0          8
 *  | received | message, or nothing |      big-endian; the plaintext of one frame
 * </pre>
 *
 * {@code received} is how many messages have come from the other end since the conversation began.
 * On a new passage each end says that first, without a message, and sends messages only after it
 * has heard it: then both know where the other stands.
 */
public final class Conversation {
  static final int HEADER_BYTES = Long.BYTES;

  /** Fills a line of 100 Mbit/s with a round trip of 300 ms. */
  static final long MAX_UNCONFIRMED_BYTES = 4L << 20;

  /** What is kept of a message beside its bytes is small then, too. */
  static final int MAX_UNCONFIRMED = 8_192;

  /**
   * Four times until an end that has no more to say itself would hold up the other; a busy stream's
   * credit goes back oftener, and confirms too.
   */
  static final long CONFIRM_BYTES = MAX_UNCONFIRMED_BYTES / 4;

  private static final int CONFIRM_MESSAGES = MAX_UNCONFIRMED / 4;

  /** Less than anybody waits for, and few frames on a slow stream. */
  static final long CONFIRM_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final ByteBuffer NOT_KEPT = ByteBuffer.allocate(0);

  private final Source source;
  private final Life life;
  private final LongSupplier nanos;

  /** The plaintext of the frame that is sealed next; outside of the heap, where BoringSSL is. */
  private final ByteBuffer plaintext =
      ByteBuffer.allocateDirect(HEADER_BYTES + MessageBytes.MAX_BYTES);

  private final Deque<Sent> unconfirmed = new ArrayDeque<>();
  private final Deque<Sent> again = new ArrayDeque<>();
  private long unconfirmedBytes;
  private long confirmed;
  private long received;
  private long owedBytes;
  private int owedMessages;
  private long owedSinceNanos;
  private Phase phase = Phase.DOWN;
  private boolean greeted;
  private long downSinceNanos;

  /** What there is to say. */
  public interface Source {
    /**
     * Puts the next message into {@code out}; whether there is one now.
     *
     * @param mostBytes of a stream to be in it; 0 for what is short
     */
    boolean next(ByteBuffer out, int mostBytes);

    /** Whether there may be one; never false if there is. */
    boolean hasNext();
  }

  /** How long it lasts. */
  public enum Life {
    /** As long as its one passage: nothing is kept of what was sent. */
    ONE_PASSAGE,
    /** Until it is given up, over one passage after the other. */
    MANY_PASSAGES
  }

  /**
   * @param bytes of its frame
   * @param message empty if it is not kept
   */
  private record Sent(int bytes, ByteBuffer message) {}

  private enum Phase {
    DOWN,
    /** The other end has not said yet where it stands. */
    LISTENING,
    UP
  }

  /**
   * @param nanos a ticker that never goes back
   */
  public Conversation(Source source, Life life, LongSupplier nanos) {
    this.source = source;
    this.life = life;
    this.nanos = nanos;
    this.downSinceNanos = nanos.getAsLong();
  }

  /** A new passage has its keys; the one before is not listened to any more. */
  public void passageUp() {
    if (life == Life.ONE_PASSAGE && received + confirmed + unconfirmed.size() > 0) {
      throw new IllegalStateException("what was said on the passage before is not kept");
    }
    phase = Phase.LISTENING;
    greeted = false;
    again.clear();
  }

  /** Nothing is sent until there is another passage. */
  public void passageDown() {
    if (phase != Phase.DOWN) {
      phase = Phase.DOWN;
      downSinceNanos = nanos.getAsLong();
    }
  }

  /** Whether there has been no passage for so long. */
  public boolean isDownFor(long durationNanos) {
    return phase == Phase.DOWN && nanos.getAsLong() - downSinceNanos >= durationNanos;
  }

  /**
   * The plaintext of the next frame, which holds until the next call; empty if nothing is to be
   * sent now.
   *
   * @param mostBytes of a stream to be in it, if it was not sent before; 0 for what is short
   */
  public Optional<ByteBuffer> next(int mostBytes) {
    plaintext.clear().position(HEADER_BYTES);
    return switch (phase) {
      case DOWN -> Optional.empty();
      case LISTENING -> greeted ? Optional.empty() : Optional.of(stamped());
      case UP ->
          !greeted || hasMessage(mostBytes) || owes() ? Optional.of(stamped()) : Optional.empty();
    };
  }

  /** Whether {@link #next} may have something; never false if it has. */
  public boolean hasNext() {
    return switch (phase) {
      case DOWN -> false;
      case LISTENING -> !greeted;
      case UP -> !greeted || !again.isEmpty() || (hasRoom() && source.hasNext()) || owes();
    };
  }

  /** Takes the next message, if there is one: what was lost goes before what is new. */
  private boolean hasMessage(int mostBytes) {
    if (!again.isEmpty()) {
      return mostBytes > 0 && repeat(again.removeFirst());
    }
    if (!hasRoom() || !source.next(plaintext, mostBytes)) {
      return false;
    }
    keep();
    return true;
  }

  private boolean repeat(Sent lost) {
    plaintext.put(lost.message().duplicate());
    return true;
  }

  private boolean hasRoom() {
    return unconfirmedBytes < MAX_UNCONFIRMED_BYTES && unconfirmed.size() < MAX_UNCONFIRMED;
  }

  private void keep() {
    int bytes = plaintext.position();
    unconfirmed.addLast(new Sent(bytes, life == Life.ONE_PASSAGE ? NOT_KEPT : message()));
    unconfirmedBytes += bytes;
  }

  private ByteBuffer message() {
    int bytes = plaintext.position() - HEADER_BYTES;
    return ByteBuffer.allocate(bytes).put(0, plaintext, HEADER_BYTES, bytes);
  }

  private ByteBuffer stamped() {
    greeted = true;
    owedBytes = 0;
    owedMessages = 0;
    return plaintext.putLong(0, received).flip();
  }

  /** Whether a confirmation is due although there is nothing else to say. */
  private boolean owes() {
    return owedBytes >= CONFIRM_BYTES
        || owedMessages >= CONFIRM_MESSAGES
        || (owedMessages > 0 && nanos.getAsLong() - owedSinceNanos >= CONFIRM_NANOS);
  }

  /** Whether {@link #next} will have something after {@link #CONFIRM_NANOS}, if not before. */
  public boolean isOwing() {
    return owedMessages > 0;
  }

  /**
   * Takes the plaintext of a frame of the present passage.
   *
   * @return the message, if there is one; shares memory
   * @throws ProtocolException if the other end breaks a rule: the conversation is over
   */
  public Optional<ByteBuffer> received(ByteBuffer plaintext) throws ProtocolException {
    if (plaintext.remaining() < HEADER_BYTES) {
      throw new ProtocolException(ErrorCode.MALFORMED, "a frame does not say what was received");
    }
    requireGreetingFirst(plaintext);
    confirm(plaintext.getLong());
    if (!plaintext.hasRemaining()) {
      return Optional.empty();
    }
    owedSinceNanos = owedMessages == 0 ? nanos.getAsLong() : owedSinceNanos;
    owedMessages++;
    owedBytes += plaintext.remaining();
    received++;
    return Optional.of(plaintext.slice());
  }

  private void requireGreetingFirst(ByteBuffer plaintext) throws ProtocolException {
    if (phase != Phase.UP && plaintext.remaining() > HEADER_BYTES) {
      throw new ProtocolException(
          ErrorCode.OUT_OF_ORDER, "a passage begins with a frame that has no message");
    }
  }

  private void confirm(long count) throws ProtocolException {
    long fresh = count - confirmed;
    if (fresh < 0 || fresh > unconfirmed.size() - again.size()) {
      requireGreeting(count, fresh);
    }
    for (long i = 0; i < fresh; i++) {
      unconfirmedBytes -= unconfirmed.removeFirst().bytes();
    }
    confirmed = count;
    if (phase == Phase.LISTENING) {
      phase = Phase.UP;
      again.addAll(unconfirmed);
    }
  }

  /** At the beginning of a passage, all that was sent over others may have come. */
  private void requireGreeting(long count, long fresh) throws ProtocolException {
    if (phase != Phase.LISTENING || fresh < 0 || fresh > unconfirmed.size()) {
      throw new ProtocolException(
          ErrorCode.CONFLICT,
          "%d messages are said to have come, known were %d, sent %d"
              .formatted(count, confirmed, confirmed + unconfirmed.size()));
    }
  }

  /** Whether the other end has everything that was sent. */
  public boolean isConfirmed() {
    return unconfirmed.isEmpty();
  }

  /** What the other end may not have yet, in bytes of messages. */
  public long unconfirmedBytes() {
    return unconfirmedBytes;
  }
}
