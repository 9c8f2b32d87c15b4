package network.lumora.proof.receipt;

import network.lumora.proof.grant.Terms;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;

/** Who must have signed a window's receipt, and in which order. */
public final class Signatures {
  private Signatures() {}

  /**
   * Checks that the receiver has signed alone.
   *
   * @throws ProtocolException BAD_SIGNATURE
   */
  static void requireReceiver(Envelope receipt, Terms terms) throws ProtocolException {
    require(receipt, terms.receiver());
  }

  /**
   * Checks that the receiver has signed first, the provider after it, and nobody else.
   *
   * @throws ProtocolException BAD_SIGNATURE
   */
  public static void requireBoth(Envelope receipt, Terms terms) throws ProtocolException {
    require(receipt, terms.receiver(), terms.provider());
  }

  /**
   * Checks that the provider has signed after the receiver, whose own signature this is and needs
   * no check.
   *
   * @param own the receipt as the receiver has signed it
   * @throws ProtocolException BAD_SIGNATURE
   */
  static void requireAnswer(Envelope receipt, Envelope own, Terms terms) throws ProtocolException {
    if (receipt.signatures().size() == 2
        && receipt.signatures().getFirst().equals(own.signatures().getFirst())
        && receipt.signatures().getLast().key().equals(terms.provider())) {
      receipt.requireSignatureOf(terms.provider());
    } else {
      requireBoth(receipt, terms);
    }
  }

  private static void require(Envelope receipt, PublicKey... order) throws ProtocolException {
    if (receipt.signatures().size() != order.length) {
      throw new ProtocolException(
          ErrorCode.BAD_SIGNATURE,
          "expected %d signatures, not %d".formatted(order.length, receipt.signatures().size()));
    }
    for (int i = 0; i < order.length; i++) {
      if (!receipt.signatures().get(i).key().equals(order[i])) {
        throw new ProtocolException(
            ErrorCode.BAD_SIGNATURE, "the receiver signs first, the provider after it");
      }
      receipt.requireSignatureOf(order[i]);
    }
  }
}
