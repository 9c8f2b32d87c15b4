package network.lumora.protocol.passage;

import java.nio.ByteBuffer;
import java.util.Optional;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.relay.RecordKind;

/**
 * Who counts the records of a paid leg, and says which must wait. One thread at a time: all is
 * asked under the lock of the {@link Talk}.
 */
public interface Toll {
  /** For a leg that nobody pays. */
  Toll NONE = new Free();

  /**
   * Something to be said to the other end of the leg.
   *
   * @param body read once
   */
  record Slip(RecordKind kind, ByteBuffer body) {
    public static Slip of(RecordKind kind, byte[] body) {
      return new Slip(kind, ByteBuffer.wrap(body));
    }
  }

  /**
   * What goes out before any further record.
   *
   * @param isHeldUp whether a record waits that {@link #maySend} does not let through
   */
  Optional<Slip> due(boolean isHeldUp);

  /** Whether {@link #due} has something; asked for each piece that came. */
  boolean isDue(boolean isHeldUp);

  /** Whether a record of so many bytes, header and all, may go out now. */
  boolean maySend(int bytes);

  /**
   * A record goes out, header and all.
   *
   * @param record not changed
   */
  void sent(ByteBuffer record) throws ProtocolException;

  /**
   * A record that was carried came, header and all.
   *
   * @param record not changed
   */
  void received(ByteBuffer record) throws ProtocolException;

  /** A record came that is about the leg itself. */
  void heard(RecordKind kind, byte[] body) throws ProtocolException;

  /** Whether {@link #due} may have something although nothing moves. */
  boolean isOpen();

  /** Counts nothing, and holds up nobody. */
  final class Free implements Toll {
    private Free() {}

    @Override
    public Optional<Slip> due(boolean isHeldUp) {
      return Optional.empty();
    }

    @Override
    public boolean isDue(boolean isHeldUp) {
      return false;
    }

    @Override
    public boolean maySend(int bytes) {
      return true;
    }

    @Override
    public void sent(ByteBuffer record) {}

    @Override
    public void received(ByteBuffer record) {}

    @Override
    public void heard(RecordKind kind, byte[] body) {}

    @Override
    public boolean isOpen() {
      return false;
    }
  }
}
