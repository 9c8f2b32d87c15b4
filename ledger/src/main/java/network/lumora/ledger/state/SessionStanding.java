package network.lumora.ledger.state;

import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.units.Bytes;

/**
 * A session at its newest receipt that counted.
 *
 * @param up cumulative, as the receipt has it
 * @param down cumulative
 */
public record SessionStanding(long sequence, Sha256 payloadSha256, Bytes up, Bytes down) {
  /** Both directions together. */
  public Bytes bytes() {
    return up.plus(down);
  }
}
