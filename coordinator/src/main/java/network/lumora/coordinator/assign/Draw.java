package network.lumora.coordinator.assign;

/**
 * Where in the sequence of choices one is.
 *
 * @param given tasks given before, those in a hurry left out: whose turn it is follows from it
 * @param number choices made before, also those that found nobody: for each another sample is drawn
 */
public record Draw(long given, long number) {}
