package network.lumora.systemtests.receipts;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import network.lumora.proof.grant.Canary;
import network.lumora.proof.grant.SignedGrant;
import network.lumora.proof.receipt.Chunk;
import network.lumora.proof.receipt.Countersigning;
import network.lumora.proof.receipt.Head;
import network.lumora.proof.receipt.ProvidingEnd;
import network.lumora.proof.receipt.ReceivingEnd;
import network.lumora.proof.receipt.WindowTimes;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.StatementCodec;

/** Two parties with a grant: by the rules through both ends, or signing whatever they like. */
final class Dialogue {
  private static final StatementCodec STATEMENTS = new StatementCodec();
  private static final long RTT_MICROS = 18_000;

  private final Desk desk;
  final IdentityKey provider;
  final IdentityKey receiver;
  final SignedGrant grant;
  private ReceivingEnd receiving;
  private ProvidingEnd providing;
  private Head head;

  private Dialogue(Desk desk, IdentityKey provider, IdentityKey receiver, SignedGrant grant)
      throws ProtocolException {
    this.desk = desk;
    this.provider = provider;
    this.receiver = receiver;
    this.grant = grant;
    this.head = Head.of(grant.terms());
    this.receiving = new ReceivingEnd(grant.terms(), head, List.of(), receiver);
    this.providing = new ProvidingEnd(grant.terms(), head, Optional.empty(), provider);
  }

  static Dialogue between(
      Desk desk, IdentityKey provider, IdentityKey receiver, String linkId, Sha256 subject)
      throws IOException, ProtocolException {
    return between(desk, provider, receiver, linkId, TrafficKind.RELAY, subject);
  }

  static Dialogue between(
      Desk desk,
      IdentityKey provider,
      IdentityKey receiver,
      String linkId,
      TrafficKind kind,
      Sha256 subject)
      throws IOException, ProtocolException {
    return new Dialogue(
        desk,
        provider,
        receiver,
        desk.grant(
            new Grant(
                desk.id(),
                desk.coordinator.publicKey(),
                provider.publicKey(),
                receiver.publicKey(),
                receiver.publicKey(),
                kind,
                subject,
                new Bytes(1L << 40),
                new Bytes(Grant.MAX_WINDOW_BYTES),
                linkId,
                Canary.draw(desk.random).commitment(),
                Desk.START,
                Desk.START.plusSeconds(3_600))));
  }

  /** Strangers on a line. */
  static Dialogue on(Desk desk, String linkId) throws IOException, ProtocolException {
    return between(
        desk,
        IdentityKey.generate(),
        IdentityKey.generate(),
        linkId,
        Sha256.of("subject " + desk.id()));
  }

  /** One honest window through both ends. */
  Envelope window(int bytes, WindowTimes times) throws ProtocolException {
    var chunk = new Chunk(Sha256.of(desk.id()), bytes);
    providing.sent(chunk);
    receiving.received(chunk);
    var signed = (Countersigning.Signed) providing.answer(receiving.sign(times, desk.id()));
    receiving.countersigned(signed.receipt());
    head = providing.head();
    return signed.receipt();
  }

  /** Both programs end and start again; what both had signed was on their disks. */
  void restart() throws ProtocolException {
    providing = new ProvidingEnd(grant.terms(), providing.head(), providing.newest(), provider);
    receiving =
        new ReceivingEnd(grant.terms(), receiving.confirmed(), receiving.pending(), receiver);
  }

  /** A window that nobody counted: both sign what suits them, and go on from there. */
  Envelope invented(long bytes, WindowTimes times) {
    return signed(receipt(bytes, times));
  }

  Envelope invented(long bytes, WindowTimes times, String nonce) {
    return signed(with(receipt(bytes, times), nonce));
  }

  private Envelope signed(WindowReceipt receipt) {
    var envelope = STATEMENTS.sign(receipt, receiver).countersign(provider);
    head = Head.of(receipt, Sha256.of(envelope.payload()));
    return envelope;
  }

  /** The next receipt, not signed; the session does not go on. */
  WindowReceipt receipt(long bytes, WindowTimes times) {
    return new WindowReceipt(
        grant.terms().grantId(),
        head.sequence() + 1,
        head.payloadSha256(),
        new Bytes(head.up().count() + bytes),
        head.down(),
        times.startedAt(),
        times.endedAt(),
        times.durationMicros(),
        desk.id(),
        Sha256.of(desk.id()),
        grant.terms().linkId().orElseThrow(),
        times.minRttMicros());
  }

  private static WindowReceipt with(WindowReceipt plain, String nonce) {
    return new WindowReceipt(
        plain.grantId(),
        plain.sequence(),
        plain.previousSha256(),
        plain.up(),
        plain.down(),
        plain.startedAt(),
        plain.endedAt(),
        plain.durationMicros(),
        nonce,
        plain.transcriptSha256(),
        plain.linkId(),
        plain.minRttMicros());
  }

  static Envelope sign(WindowReceipt receipt, IdentityKey... signers) {
    var envelope = STATEMENTS.sign(receipt, signers[0]);
    for (int i = 1; i < signers.length; i++) {
      envelope = envelope.countersign(signers[i]);
    }
    return envelope;
  }

  static WindowReceipt read(Envelope envelope) {
    try {
      return STATEMENTS.read(envelope, WindowReceipt.class);
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Times of a window, as a good clock tells them. */
  static WindowTimes times(long fromMillis, long lengthMillis) {
    return times(fromMillis, lengthMillis, UnaryOperator.identity());
  }

  static WindowTimes times(
      long fromMillis, long lengthMillis, UnaryOperator<Duration> monotonicClock) {
    var from = Desk.START.plusMillis(fromMillis);
    var length = Duration.ofMillis(lengthMillis);
    return new WindowTimes(
        from, from.plus(length), monotonicClock.apply(length).toNanos() / 1_000, RTT_MICROS);
  }

  static Instant at(long millis) {
    return Desk.START.plusMillis(millis);
  }
}
