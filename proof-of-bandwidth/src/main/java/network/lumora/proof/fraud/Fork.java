package network.lumora.proof.fraud;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.envelope.Signature;
import network.lumora.protocol.identity.PublicKey;

/**
 * Two signed bodies for one place of a session: both together are the evidence, which anyone can
 * check. Programs do not do that; a computer restored from an old copy may.
 */
public final class Fork {
  private Fork() {}

  /** Both are for the same place, which the caller has read from them. */
  public static Optional<Finding> judge(Envelope known, Envelope now) {
    if (Arrays.equals(known.payload(), now.payload())) {
      return Optional.empty();
    }
    var by =
        known.signatures().stream()
            .map(Signature::key)
            .filter(key -> hasSigned(known, key) && hasSigned(now, key))
            .collect(Collectors.toSet());
    return by.isEmpty() ? Optional.empty() : Optional.of(new Finding.Forked(by, known, now));
  }

  private static boolean hasSigned(Envelope envelope, PublicKey key) {
    try {
      envelope.requireSignatureOf(key);
      return true;
    } catch (ProtocolException e) {
      return false;
    }
  }
}
