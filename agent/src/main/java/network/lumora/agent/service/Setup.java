package network.lumora.agent.service;

import java.nio.file.Path;
import java.util.Set;
import network.lumora.agent.link.CoordinatorAddress;

/**
 * What the host has configured.
 *
 * @param apiPort of the loopback API, 0 for any
 * @param developmentDestinations {@code host:port} pairs opened for test sites
 */
public record Setup(
    Path dataFolder,
    CoordinatorAddress coordinator,
    int apiPort,
    int slots,
    Set<String> developmentDestinations) {}
