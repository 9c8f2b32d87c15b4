package network.lumora.protocol.message;

import network.lumora.protocol.identity.PublicKey;

/**
 * Somebody calls: come to this agent, and be called.
 *
 * @param caller who pays, too
 */
public record RelayInvitation(PublicKey caller, RelayPlace place) {}
