package network.lumora.agent.trial;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import network.lumora.agent.allowance.Allowance;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.SlotPath;

/**
 * All that challenges need from the agent.
 *
 * @param working tasks under way
 * @param yields whether the user's own traffic needs the line
 * @param reachable challengers that the host's machine may send to
 * @param random that nobody can guess
 */
public record TrialParts(
    Signer identity,
    Allowance allowance,
    IntSupplier working,
    BooleanSupplier yields,
    Predicate<InetSocketAddress> reachable,
    ProverRoad udp,
    ProverRoad webSocket,
    LineKeeping keeping,
    RandomGenerator random,
    InstantSource clock,
    LongSupplier nanos) {

  ProverRoad road(SlotPath path) {
    return switch (path) {
      case UDP -> udp;
      case WEBSOCKET -> webSocket;
    };
  }
}
