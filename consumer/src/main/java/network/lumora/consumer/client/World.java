package network.lumora.consumer.client;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import network.lumora.consumer.patience.Patience;
import network.lumora.consumer.patience.Pause;

/**
 * Time, chance and the network.
 *
 * @param random must be cryptographically strong: ids of orders come from it
 */
public record World(
    InstantSource clock,
    RandomGenerator random,
    Pause pause,
    Patience patience,
    Connector connector) {}
