package network.lumora.coordinator.settle;

import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.wire.StatementCodec;

/** Does what is costly about a delivery before the book is touched: signatures. Thread-safe. */
final class Inspection {
  private final Signer coordinator;
  private final StatementCodec statements = new StatementCodec();

  Inspection(Signer coordinator) {
    this.coordinator = coordinator;
  }

  Inspected of(PublicKey agent, Arrived arrived) {
    var envelope = arrived.delivery().receipt();
    var payloadSha256 = Sha256.of(envelope.payload());
    long sequence = arrived.delivery().sequence();
    try {
      var receipt = statements.read(envelope, Receipt.class);
      envelope.requireSignatureOf(agent);
      if (envelope.signatures().size() != 1) {
        return new Inspected.Unsound(
            agent, sequence, payloadSha256, "expected the agent's signature alone");
      }
      if (receipt.sequence() != sequence || !receipt.agent().equals(agent)) {
        return new Inspected.Unsound(
            agent, sequence, payloadSha256, "the receipt has another sequence or agent");
      }
      return new Inspected.Sound(
          agent,
          payloadSha256,
          receipt,
          envelope,
          envelope.countersign(coordinator),
          arrived.sealed(),
          arrived.counted());
    } catch (ProtocolException e) {
      return new Inspected.Unsound(agent, sequence, payloadSha256, String.valueOf(e.getMessage()));
    }
  }
}
