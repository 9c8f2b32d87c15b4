package network.lumora.scraper.page;

/** A redirect that was followed: who sent us on, and with which status. */
public record Hop(String host, int status) {}
