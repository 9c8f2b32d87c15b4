package network.lumora.proof.receipt;

import java.time.Instant;
import network.lumora.proof.grant.Terms;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.units.Bytes;

/**
 * Where a session stands: at its newest receipt, or at its beginning.
 *
 * @param sequence of the receipt; 0 at the beginning
 * @param payloadSha256 of the receipt; of the grant at the beginning
 * @param up cumulative
 * @param down cumulative
 * @param endedAt of the receipt's window; the grant's start at the beginning
 */
public record Head(
    long sequence,
    Sha256 payloadSha256,
    Bytes up,
    Bytes down,
    Instant endedAt,
    Transcript transcript) {

  /** The beginning of a session. */
  public static Head of(Terms terms) {
    return new Head(
        0,
        terms.payloadSha256(),
        Bytes.NONE,
        Bytes.NONE,
        terms.notBefore(),
        new Transcript(terms.payloadSha256()));
  }

  /** At a receipt, which follows or was followed up to here. */
  public static Head of(WindowReceipt receipt, Sha256 payloadSha256) {
    return new Head(
        receipt.sequence(),
        payloadSha256,
        receipt.up(),
        receipt.down(),
        receipt.endedAt(),
        new Transcript(receipt.transcriptSha256()));
  }

  /** Both directions together. */
  public Bytes bytes() {
    return up.plus(down);
  }
}
