package network.lumora.proof.grant;

import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.wire.StatementCodec;

/**
 * A grant with its coordinator's signature, which was checked. Without one, neither end moves a
 * byte.
 */
public record SignedGrant(Grant grant, Envelope envelope) {
  /**
   * Reads a grant and checks who signed it.
   *
   * @throws ProtocolException BAD_SIGNATURE if {@code coordinator} has not signed it or is not the
   *     one it names; MALFORMED or UNKNOWN_TYPE if it is none
   */
  public static SignedGrant read(Envelope envelope, PublicKey coordinator)
      throws ProtocolException {
    var grant = new StatementCodec().read(envelope, Grant.class);
    if (!grant.coordinator().equals(coordinator)) {
      throw new ProtocolException(
          ErrorCode.BAD_SIGNATURE, "the grant names another coordinator than ours");
    }
    envelope.requireSignatureOf(coordinator);
    return new SignedGrant(grant, envelope);
  }

  public Terms terms() {
    return Terms.of(grant, Sha256.of(envelope.payload()));
  }
}
