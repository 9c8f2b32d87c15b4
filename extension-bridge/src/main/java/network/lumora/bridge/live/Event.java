package network.lumora.bridge.live;

/**
 * Something to tell.
 *
 * @param number counted from 1 in its generation
 * @param name of the kind of event
 * @param data JSON in one line
 */
public record Event(long number, String name, String data) {}
