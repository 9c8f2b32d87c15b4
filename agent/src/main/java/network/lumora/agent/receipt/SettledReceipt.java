package network.lumora.agent.receipt;

import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Logged;

/** A receipt with both signatures and its place in the public log. */
public record SettledReceipt(
    PublicKey coordinator, long sequence, Envelope envelope, Logged logged) {}
