package network.lumora.agent.websocket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.challenge.MessageSlot;

/** One connection to a challenger's port. Thread-safe; a thread of its own reads. */
final class Visitor implements Wire.Ear {
  /** TLS, the upgrade, and the token of a slot. */
  private static final long STRANGER_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** A challenge is over by then. */
  private static final long STAY_NANOS = TimeUnit.SECONDS.toNanos(120);

  /** Provers say that they are ready every 100 ms; between slot and close it may be long. */
  private static final int SILENCE_MILLIS = 30_000;

  private final Socket raw;
  private final InetSocketAddress address;
  private final Reception reception;
  private final long cameNanos;
  private volatile boolean isKnown;
  private volatile Optional<Wire> wire = Optional.empty();
  private volatile Optional<MessageSlot> slot = Optional.empty();

  Visitor(Socket raw, Reception reception, long cameNanos) {
    this.raw = raw;
    this.address = (InetSocketAddress) raw.getRemoteSocketAddress();
    this.reception = reception;
    this.cameNanos = cameNanos;
  }

  InetSocketAddress address() {
    return address;
  }

  /** Blocks until it has left. */
  void stay(Optional<ServerCertificate> certificate) {
    try {
      raw.setTcpNoDelay(true);
      raw.setSoTimeout(SILENCE_MILLIS);
      var stream = certificate.isPresent() ? certificate.get().secure(raw) : raw;
      var made = Wire.atChallenger(raw, stream, this);
      wire = Optional.of(made);
      made.read();
    } catch (IOException _) {
      // It leaves all the same.
    } finally {
      drop();
      reception.left(this);
    }
  }

  /** Its slot begins: what it says from now on is of that. */
  void begins(MessageSlot begun) {
    slot = Optional.of(begun);
    if (raw.isClosed()) {
      begun.lost();
    }
  }

  @Override
  public void heard(ByteBuffer message) {
    if (slot.isPresent()) {
      slot.get().received(message);
    } else if (reception.heard(this, message)) {
      isKnown = true;
    } else {
      drop();
    }
  }

  @Override
  public void gone() {
    slot.ifPresent(MessageSlot::lost);
  }

  boolean send(ByteBuffer datagram) {
    return wire.filter(each -> each.send(datagram)).isPresent();
  }

  boolean hasStayedTooLong(long nanos) {
    return nanos - cameNanos > (isKnown ? STAY_NANOS : STRANGER_NANOS);
  }

  void drop() {
    Abrupt.end(raw);
  }
}
