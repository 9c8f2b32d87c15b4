package network.lumora.bridge.api;

/** Says that an agent answers here. */
public record Health(String product, String status) {}
