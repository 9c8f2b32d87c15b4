package network.lumora.bridge.pairing;

/** What the extension needs to make its proof. */
public record PairStarted(String pairingId, String nonce, String agentName, int iterations) {}
