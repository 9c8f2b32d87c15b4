package network.lumora.protocol.message;

import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.seal.Sealed;

/**
 * What a callee signs to take a {@link RelayCall}.
 *
 * @param callSha256 digest of the call's payload
 * @param sealedSecret what the keys of both directions come from, sealed to the call's key
 */
public record RelayAnswer(Sha256 callSha256, PublicKey callee, Sealed sealedSecret)
    implements Statement {
  /** A format byte, HPKE's key and tag, and 32 bytes. */
  public static final int SEALED_BYTES = 81;

  public RelayAnswer {
    Text.requireRange("sealedSecret", sealedSecret.length(), SEALED_BYTES, SEALED_BYTES);
  }
}
