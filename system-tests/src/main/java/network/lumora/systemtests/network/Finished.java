package network.lumora.systemtests.network;

/** What a command said and how it ended. */
public record Finished(int status, String output) {}
