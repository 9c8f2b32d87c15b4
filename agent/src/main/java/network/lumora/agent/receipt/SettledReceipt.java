package network.lumora.agent.receipt;

import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Logged;
import org.jspecify.annotations.Nullable;

/**
 * A receipt with all its signatures and its place in the public log.
 *
 * @param sequence of the delivery, or of the newest window
 * @param envelope a page's receipt, or a session's with its grant
 * @param session the grant's id, null for a page's
 */
public record SettledReceipt(
    PublicKey coordinator,
    long sequence,
    Envelope envelope,
    Logged logged,
    @Nullable String session) {
  /** A page's. */
  public SettledReceipt(PublicKey coordinator, long sequence, Envelope envelope, Logged logged) {
    this(coordinator, sequence, envelope, logged, null);
  }
}
