package network.lumora.protocol.message;

import java.time.Instant;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.Bytes;

/**
 * What an agent signs for one task and its coordinator counter-signs: what was done and how many
 * bytes moved.
 *
 * @param sequence the agent's own count of its deliveries, from 1, without gaps
 * @param code why a task was refused or failed, a name of the scraper's taxonomy; {@code NONE} for
 *     {@link Outcome#OK}
 * @param sourceUp bytes sent to the source, as the agent counted them at its socket; told, not
 *     proven
 * @param sourceDown bytes received from the source, likewise
 * @param delivered bytes of the sealed result that went to the coordinator; both ends have counted
 *     these
 * @param deliveredSha256 digest of the sealed result
 */
public record Receipt(
    TaskId taskId,
    String leaseId,
    PublicKey agent,
    PublicKey coordinator,
    PublicKey consumer,
    long sequence,
    Outcome outcome,
    String code,
    Bytes sourceUp,
    Bytes sourceDown,
    Bytes delivered,
    Sha256 deliveredSha256,
    Instant startedAt,
    Instant endedAt)
    implements LedgerStatement {
  /** The code of a task that went well. */
  public static final String NO_CODE = "NONE";

  public Receipt {
    Text.requireId("leaseId", leaseId);
    Text.requireRange("sequence", sequence, 1, Long.MAX_VALUE);
    if (!code.matches("[A-Z][A-Z0-9_]{0,39}")) {
      throw new IllegalArgumentException("code is not a name in capitals of at most 40 characters");
    }
    if (outcome == Outcome.OK != code.equals(NO_CODE)) {
      throw new IllegalArgumentException("code " + code + " does not go with outcome " + outcome);
    }
    if (endedAt.isBefore(startedAt)) {
      throw new IllegalArgumentException("ended before it started");
    }
  }
}
