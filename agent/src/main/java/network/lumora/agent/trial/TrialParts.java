package network.lumora.agent.trial;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.function.Consumer;
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
 * @param reachable challengers that the host's machine may send to
 * @param answered hears of challengers that UDP reaches
 * @param random that nobody can guess
 */
public record TrialParts(
    Signer identity,
    Allowance allowance,
    IntSupplier working,
    UserWatch user,
    Predicate<InetSocketAddress> reachable,
    ProverRoad udp,
    ProverRoad webSocket,
    Consumer<InetSocketAddress> answered,
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
