package network.lumora.coordinator.settle;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.lumora.proof.grant.Canary;
import network.lumora.proof.grant.Terms;
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
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.units.Bytes;

/** Two parties that move bytes under a grant. */
final class Traffic {
  static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
  static final int WINDOW_MILLIS = 42;

  private final Random random;
  final IdentityKey provider = IdentityKey.generate();
  final IdentityKey receiver = IdentityKey.generate();

  Traffic() {
    this(4);
  }

  /**
   * @param seed of ids and nonces: two pairs beside each other need different ones
   */
  Traffic(long seed) {
    random = new Random(seed);
  }

  Grant grant(PublicKey coordinator, String linkId) {
    return new Grant(
        id(),
        coordinator,
        provider.publicKey(),
        receiver.publicKey(),
        receiver.publicKey(),
        TrafficKind.RELAY,
        Sha256.of(id()),
        new Bytes(1_000_000_000),
        new Bytes(Grant.MAX_WINDOW_BYTES),
        linkId,
        Canary.draw(random).commitment(),
        START,
        START.plusSeconds(3_600));
  }

  String id() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** So many windows of so many bytes, one after the other. */
  List<Envelope> windows(Terms terms, int count, int bytes) throws ProtocolException {
    var receiving = new ReceivingEnd(terms, Head.of(terms), List.of(), receiver);
    var providing = new ProvidingEnd(terms, Head.of(terms), Optional.empty(), provider);
    var receipts = new java.util.ArrayList<Envelope>();
    for (int i = 0; i < count; i++) {
      var piece = new Chunk(Sha256.of(id()), bytes);
      providing.sent(piece);
      receiving.received(piece);
      var from = START.plusMillis((long) i * WINDOW_MILLIS);
      var times =
          new WindowTimes(from, from.plusMillis(WINDOW_MILLIS), WINDOW_MILLIS * 1_000L, 18_000);
      var signed = (Countersigning.Signed) providing.answer(receiving.sign(times, id()));
      receiving.countersigned(signed.receipt());
      receipts.add(signed.receipt());
    }
    return receipts;
  }
}
