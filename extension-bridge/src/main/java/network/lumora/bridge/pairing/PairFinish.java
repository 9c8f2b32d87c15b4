package network.lumora.bridge.pairing;

/** The extension's proof of knowing the code. */
public record PairFinish(String pairingId, String proof) {}
