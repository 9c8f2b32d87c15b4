package network.lumora.agent.service;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.receipt.Outbox;
import network.lumora.agent.relay.RelayDesk;
import network.lumora.agent.relay.RelayParts;
import network.lumora.agent.relay.WayOut;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.agent.tcp.RelayPort;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Greeting;

/** The part of an agent that carries for others. */
record Relays(RelayDesk desk, Optional<RelayPort> port) implements AutoCloseable {
  private static final int ID_BYTES = 16;
  private static final long WATCH_NANOS = TimeUnit.SECONDS.toNanos(1);

  static Relays of(
      Setup setup,
      World world,
      Signer identity,
      Allowance allowance,
      RulesInForce rules,
      Outbox outbox,
      WayOut wayOut)
      throws IOException {
    var random = new SecureRandom();
    var parts =
        new RelayParts(
            identity,
            allowance,
            rules,
            new RelayRows(outbox, rules, world.clock()),
            () -> id(random),
            world.clock(),
            world.nanos());
    if (setup.relay().isEmpty()) {
      return new Relays(new RelayDesk(parts, Optional.empty()), Optional.empty());
    }
    var port = new RelayPort(setup.relay().get().listen());
    var place = new RelayDesk.RelayPlace(setup.relay().get().host(), port.port());
    var desk = new RelayDesk(parts, Optional.of(place));
    port.serve(desk, wayOut);
    Thread.ofVirtual().name("relay-watch").start(() -> watch(desk));
    return new Relays(desk, Optional.of(port));
  }

  private static void watch(RelayDesk desk) {
    while (!desk.isClosed()) {
      LockSupport.parkNanos(WATCH_NANOS);
      desk.tick();
    }
  }

  private static String id(SecureRandom random) {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  List<String> capabilities() {
    return port.isPresent() ? List.of(Greeting.RELAY) : List.of();
  }

  OptionalInt number() {
    return port.map(each -> OptionalInt.of(each.port())).orElse(OptionalInt.empty());
  }

  @Override
  public void close() throws IOException {
    desk.close();
    if (port.isPresent()) {
      port.get().close();
    }
  }
}
