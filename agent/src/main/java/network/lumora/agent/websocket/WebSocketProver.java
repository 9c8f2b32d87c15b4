package network.lumora.agent.websocket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import network.lumora.agent.challenge.MessageSlot;
import network.lumora.agent.challenge.Path;
import network.lumora.agent.challenge.SlotEnd;
import network.lumora.protocol.digest.Sha256;

/** Does a prover's end of a slot over a WebSocket of its own. */
public final class WebSocketProver {
  private static final int CONNECT_MILLIS = 3_000;

  /** A challenger that says nothing for so long is gone; a slot begins within 30 s. */
  private static final int SILENCE_MILLIS = 40_000;

  /** The challenger may hear of the slot a little later than we do. */
  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** So that an abort is seen in time. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final Path NOWHERE = _ -> false;

  private final LongSupplier nanos;
  private final Tally tally;

  /**
   * @param nanos a ticker that never goes back
   */
  public WebSocketProver(LongSupplier nanos, Tally tally) {
    this.nanos = nanos;
    this.tally = tally;
  }

  /**
   * Blocks until the slot is over.
   *
   * @param certificate the digest of the only one that is accepted, over TLS; empty for plain
   * @throws IOException if the challenger shows another certificate
   */
  public void drive(SlotEnd end, InetSocketAddress challenger, Optional<Sha256> certificate)
      throws IOException {
    while (!end.isOver()) {
      attempt(end, challenger, certificate);
      pause(end);
    }
  }

  private void attempt(SlotEnd end, InetSocketAddress challenger, Optional<Sha256> certificate)
      throws IOException {
    try (var raw = CountedSocket.connect(challenger, CONNECT_MILLIS, tally)) {
      raw.setTcpNoDelay(true);
      raw.setSoTimeout(SILENCE_MILLIS);
      var stream =
          certificate.isPresent() ? new PinnedCertificate(certificate.get()).secure(raw) : raw;
      drive(end, raw, stream);
    } catch (SSLException e) {
      if (e.getCause() instanceof CertificateException) {
        throw e;
      }
    } catch (IOException _) {
      // It is tried again until the slot is over.
    }
  }

  private void drive(SlotEnd end, Socket raw, Socket stream) throws IOException {
    var room = new Room();
    var wire = Wire.atProver(raw, stream, room);
    var slot = new MessageSlot(end, wire::send, nanos);
    room.slot = Optional.of(slot);
    Thread.ofVirtual().name("slot-reader").start(wire::read);
    try {
      slot.run();
    } catch (InterruptedException _) {
      end.abort();
      Thread.currentThread().interrupt();
    } finally {
      wire.drop();
    }
  }

  /** Where messages go; set before any can come. */
  private static final class Room implements Wire.Ear {
    private volatile Optional<MessageSlot> slot = Optional.empty();

    @Override
    public void heard(ByteBuffer message) {
      slot.ifPresent(each -> each.received(message));
    }

    @Override
    public void gone() {
      slot.ifPresent(MessageSlot::lost);
    }
  }

  /** Meanwhile the end learns that it is to stop, or that its time is over. */
  private void pause(SlotEnd end) {
    long until = nanos.getAsLong() + AGAIN_NANOS;
    for (long now = nanos.getAsLong(); !end.isOver() && now < until; now = nanos.getAsLong()) {
      var _ = end.due(now, NOWHERE);
      LockSupport.parkNanos(TICK_NANOS);
    }
  }
}
