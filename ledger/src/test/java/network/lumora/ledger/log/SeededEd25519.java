package network.lumora.ledger.log;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;

/** Signs with a published test seed. */
final class SeededEd25519 implements Signer {
  private final PublicKey publicKey;
  private final byte[] seed;

  SeededEd25519(PublicKey publicKey, byte[] seed) {
    this.publicKey = publicKey;
    this.seed = seed.clone();
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      var signature = java.security.Signature.getInstance("Ed25519");
      signature.initSign(privateKey());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519")
        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
  }
}
