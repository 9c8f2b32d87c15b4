package network.lumora.protocol.message;

import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;

/**
 * What a coordinator signs of a session, with all that is needed to check it: what both of its ends
 * have signed so far. A later one of the same session counts what it has more.
 *
 * @param grant the {@link Grant} that allowed it
 * @param receipt the newest {@link WindowReceipt} with both signatures
 */
public record SessionCounted(PublicKey coordinator, Envelope grant, Envelope receipt)
    implements LedgerStatement {}
