package network.lumora.proof.receipt;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.lumora.proof.grant.Canary;
import network.lumora.proof.grant.Terms;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.StatementCodec;

/** Two ends with a grant, in one test. */
public final class Pair {
  public static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
  public static final String LINK = "0123456789abcdef0123456789abcdef";
  public static final int WINDOW = 524_288;

  public final IdentityKey coordinator = IdentityKey.generate();
  public final IdentityKey provider = IdentityKey.generate();
  public final IdentityKey receiver = IdentityKey.generate();
  public final Random random;
  public final Grant grant;
  public final Terms terms;
  private final StatementCodec statements = new StatementCodec();

  public Pair(long seed) {
    random = new Random(seed);
    grant = grant("subject " + seed);
    terms = terms(grant);
  }

  public Grant grant(String subject) {
    return grant(subject, TrafficKind.RELAY);
  }

  public Grant grant(String subject, TrafficKind kind) {
    return new Grant(
        id(),
        coordinator.publicKey(),
        provider.publicKey(),
        receiver.publicKey(),
        receiver.publicKey(),
        kind,
        Sha256.of(subject),
        new Bytes(100_000_000),
        new Bytes(WINDOW),
        LINK,
        Canary.draw(random).commitment(),
        START,
        START.plusSeconds(3_600));
  }

  public Terms terms(Grant of) {
    return Terms.of(of, Sha256.of(statements.sign(of, coordinator).payload()));
  }

  public String id() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  public ReceivingEnd receivingEnd() {
    return receivingEnd(Head.of(terms), List.of());
  }

  public ReceivingEnd receivingEnd(Head head, List<Envelope> pending) {
    try {
      return new ReceivingEnd(terms, head, pending, receiver);
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  public ProvidingEnd providingEnd() {
    return new ProvidingEnd(terms, Head.of(terms), Optional.empty(), provider);
  }

  public Chunk chunk(int bytes) {
    var piece = new byte[bytes];
    random.nextBytes(piece);
    return Chunk.of(piece);
  }

  /** A window that began so many milliseconds after the start. */
  public static WindowTimes times(long startMillis, long lengthMillis) {
    return new WindowTimes(
        START.plusMillis(startMillis),
        START.plusMillis(startMillis + lengthMillis),
        lengthMillis * 1_000,
        18_000);
  }

  /** The next receipt of a chain, of so many bytes up, not signed yet. */
  public WindowReceipt next(Head head, long bytes, WindowTimes times) {
    return new WindowReceipt(
        terms.grantId(),
        head.sequence() + 1,
        head.payloadSha256(),
        new Bytes(head.up().count() + bytes),
        head.down(),
        times.startedAt(),
        times.endedAt(),
        times.durationMicros(),
        id(),
        Sha256.of(id()),
        LINK,
        times.minRttMicros());
  }

  /** With both signatures. */
  public SignedWindow signed(WindowReceipt receipt) {
    var envelope = statements.sign(receipt, receiver).countersign(provider);
    return new SignedWindow(receipt, envelope, Sha256.of(envelope.payload()));
  }

  public WindowReceipt read(Envelope envelope) {
    try {
      return statements.read(envelope, WindowReceipt.class);
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }
}
