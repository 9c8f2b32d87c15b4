package network.lumora.coordinator.book;

/**
 * What is to be done.
 *
 * @param orders that are not over
 * @param waiting pages that no agent has
 * @param working pages that agents have
 */
public record Load(long orders, long waiting, long working) {}
