package network.lumora.coordinator.book;

import network.lumora.protocol.message.Lease;

/**
 * A lease that was written down before its agent got it.
 *
 * @param statement what the coordinator signed
 * @param live whether its task still counts on it
 * @param reason why this agent got it, in one line; empty if it was given by an older version
 */
public record GivenLease(Lease statement, boolean live, String reason) {}
