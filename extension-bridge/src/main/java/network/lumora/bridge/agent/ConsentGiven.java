package network.lumora.bridge.agent;

/** The host agrees to exactly this text. */
public record ConsentGiven(int version, String sha256) {}
