package network.lumora.coordinator.book;

import java.time.Instant;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;

/**
 * An order as it stands.
 *
 * @param headSha256 digest of the payload of its signed head
 * @param closed whether its end has been written down for the log
 */
public record Order(
    String id,
    PublicKey consumer,
    Sha256 headSha256,
    Phase phase,
    boolean closed,
    int pages,
    Tally tally,
    Instant createdAt) {

  /** How far an order is. */
  public enum Phase {
    /** Its head is not in the public log yet; nobody works on it. */
    ENTERING,
    /** Its pages are given out. */
    OPEN,
    /** Every page is final, but not every receipt is in the public log yet. */
    SETTLING,
    /** Every page is final, and its result can be fetched. */
    COMPLETE,
    /** Its consumer, or the log's rules, have ended it. */
    CANCELLED,
    /** Its deadline has passed. */
    LAPSED;

    /** Whether it was ended before every page was final: no page is given out any more. */
    public boolean isStopped() {
      return this == CANCELLED || this == LAPSED;
    }
  }
}
