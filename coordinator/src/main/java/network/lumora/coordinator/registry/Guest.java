package network.lumora.coordinator.registry;

import java.util.OptionalDouble;
import network.lumora.protocol.identity.PublicKey;

/**
 * A connected agent, as it is at one moment.
 *
 * @param willing whether it has told that it would work now
 * @param atRest whether it holds no task
 * @param shortestRoundTripMillis of this connection, once measured
 */
public record Guest(
    PublicKey key,
    Line line,
    boolean willing,
    boolean atRest,
    OptionalDouble shortestRoundTripMillis) {}
