package network.lumora.agent.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.datagram.Strangers;
import network.lumora.agent.datagram.UdpProver;
import network.lumora.agent.idle.IdleMeter;
import network.lumora.agent.idle.ReflectorBook;
import network.lumora.agent.probe.Reflector;
import network.lumora.agent.trial.ChallengerRole;
import network.lumora.agent.trial.LineKeeping;
import network.lumora.agent.trial.TrialDesk;
import network.lumora.agent.trial.TrialParts;
import network.lumora.agent.websocket.ServerCertificate;
import network.lumora.agent.websocket.WebSocketProver;
import network.lumora.agent.work.Workbench;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.units.BytesPerSecond;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of an agent that proves its line and challenges others.
 *
 * @param port of the challenger, if it is one
 */
record Trials(
    TrialDesk desk, List<String> capabilities, Optional<ChallengerPorts> port, ProbedLine probed)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Trials.class);

  /** A gigabit: who runs a challenger has at least what its provers have, or is not drawn twice. */
  private static final BytesPerSecond REACH = new BytesPerSecond(125_000_000);

  static Trials of(
      Setup setup,
      World world,
      Signer identity,
      Allowance allowance,
      IdleMeter meter,
      ReflectorBook reflectors,
      Workbench work,
      Predicate<InetSocketAddress> reachable,
      LineKeeping keeping)
      throws IOException {
    var udp = new UdpProver(world.nanos());
    var probed = probed(world, allowance, meter, reachable, reflectors);
    var port = port(setup, world);
    var parts =
        new TrialParts(
            identity,
            allowance,
            work::working,
            new TestedLine(allowance, meter),
            reachable,
            (end, to, _) -> udp.drive(end, to),
            new WebSocketProver(world.nanos(), new SlotSockets(allowance))::drive,
            challenger -> answered(challenger, probed, reflectors, world),
            keeping,
            world.random(),
            world.clock(),
            world.nanos());
    var role = port.map(each -> role(setup, each));
    return new Trials(new TrialDesk(parts, role), capabilities(setup), port, probed);
  }

  private static ProbedLine probed(
      World world,
      Allowance allowance,
      IdleMeter meter,
      Predicate<InetSocketAddress> reachable,
      ReflectorBook reflectors)
      throws IOException {
    var probed =
        new ProbedLine(
            meter,
            allowance,
            reachable,
            challenger -> DatagramChannel.open().connect(challenger),
            world.nanos(),
            world.random());
    probed.recall(reflectors, world.clock().instant());
    meter.reflector(probed);
    return probed;
  }

  private static void answered(
      InetSocketAddress challenger, ProbedLine probed, ReflectorBook reflectors, World world) {
    probed.answered(challenger);
    try {
      reflectors.answered(challenger, world.clock().instant());
    } catch (IOException e) {
      LOG.info("a challenger's address was not stored: {}", e.getMessage());
    }
  }

  private static ChallengerRole role(Setup setup, ChallengerPorts ports) {
    var asked = setup.challenger();
    return new ChallengerRole(
        asked.map(ChallengerSetup::host).orElse(""),
        ports.udp(),
        ports.webSocket(),
        asked.flatMap(ChallengerSetup::certificate).map(ServerCertificate::digest),
        REACH,
        REACH);
  }

  private static Optional<ChallengerPorts> port(Setup setup, World world) throws IOException {
    return setup.challenger().isEmpty()
        ? Optional.empty()
        : Optional.of(
            ChallengerPorts.open(setup.challenger().get(), world, reflecting(new Reflector())));
  }

  /** Probes of agents that do work come back from the challenger's port. */
  private static Strangers reflecting(Reflector reflector) {
    return (datagram, from, nanos, back) -> {
      if (reflector.reflect(datagram, from.getAddress(), nanos)) {
        var _ = back.send(datagram);
      }
    };
  }

  private static List<String> capabilities(Setup setup) {
    var all = new ArrayList<String>();
    if (!setup.onlyChallenges()) {
      all.add(Greeting.SCRAPE);
      all.add(Greeting.PROVE);
    }
    if (setup.challenger().isPresent()) {
      all.add(Greeting.CHALLENGE);
    }
    return all;
  }

  /** Of the challenger's port. */
  OptionalInt number() {
    return port.map(each -> OptionalInt.of(each.webSocket().port())).orElse(OptionalInt.empty());
  }

  @Override
  public void close() throws IOException {
    desk.lost();
    probed.close();
    if (port.isPresent()) {
      port.get().close();
    }
  }
}
