package network.lumora.proof.fraud;

import java.util.Optional;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.Signatures;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;

/** A number counts only if both ends have signed the same bytes. */
public final class OneSided {
  private OneSided() {}

  public static Optional<Finding> judge(Envelope receipt, Terms terms) {
    try {
      Signatures.requireBoth(receipt, terms);
      return Optional.empty();
    } catch (ProtocolException e) {
      return Optional.of(new Finding.OneSided(String.valueOf(e.getMessage())));
    }
  }
}
