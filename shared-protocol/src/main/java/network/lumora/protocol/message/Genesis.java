package network.lumora.protocol.message;

import java.time.Instant;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;

/**
 * The first entry of a log, signed by its coordinator: the rules by which every reward follows.
 *
 * @param origin the log's name in its checkpoints (C2SP tlog-checkpoint), such as {@code
 *     lumora.network/log/1}
 * @param epochPool what each epoch with any contribution pays in all
 * @param pageCredit added to the delivered bytes of a page that was fetched
 * @param refusalCredit added for a signed refusal that protects a site or the host
 * @param deliveredCap the most delivered bytes of one task that count, so that padding does not pay
 */
public record Genesis(
    String origin,
    PublicKey coordinator,
    MicroLmr epochPool,
    Bytes pageCredit,
    Bytes refusalCredit,
    Bytes deliveredCap,
    Instant createdAt)
    implements LedgerStatement {
  public Genesis {
    Text.requireLength("origin", origin, 1, 200);
    if (!origin.matches("[!-~]+") || origin.contains("+")) {
      throw new IllegalArgumentException(
          "origin has a space, a plus sign or a character outside ASCII");
    }
  }
}
