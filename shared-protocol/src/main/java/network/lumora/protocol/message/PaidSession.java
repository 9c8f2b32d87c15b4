package network.lumora.protocol.message;

import network.lumora.protocol.envelope.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * What a payer has of one of its sessions.
 *
 * @param receipt the newest {@link WindowReceipt} with both signatures
 * @param entry the newest {@link SessionCounted} in the public log; none if there is none yet
 * @param logged where it is; there with {@code entry} only
 */
public record PaidSession(
    Envelope grant, Envelope receipt, @Nullable Envelope entry, @Nullable Logged logged) {}
