package network.lumora.proof.receipt;

import network.lumora.proof.grant.Terms;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.message.WindowReceipt;

/** A window's receipt on which both signatures were checked. */
public record SignedWindow(WindowReceipt receipt, Envelope envelope, Sha256 payloadSha256) {
  /**
   * Does what is costly about a receipt and needs no memory.
   *
   * @throws ProtocolException BAD_SIGNATURE if not both ends of the grant have signed, the receiver
   *     first
   */
  public static SignedWindow check(WindowReceipt receipt, Envelope envelope, Terms terms)
      throws ProtocolException {
    Signatures.requireBoth(envelope, terms);
    return new SignedWindow(receipt, envelope, Sha256.of(envelope.payload()));
  }

  /** Where the session stands with it. */
  public Head head() {
    return Head.of(receipt, payloadSha256);
  }
}
