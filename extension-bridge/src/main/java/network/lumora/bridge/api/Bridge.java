package network.lumora.bridge.api;

import io.javalin.Javalin;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import network.lumora.bridge.agent.BridgedAgent;
import network.lumora.bridge.guard.LoopbackGuard;
import network.lumora.bridge.guard.Refusals;
import network.lumora.bridge.pairing.Clients;
import network.lumora.bridge.pairing.Pairing;

/** Serves a {@link BridgedAgent} on 127.0.0.1. Thread-safe once started. */
public final class Bridge implements AutoCloseable {
  private final BridgeFiles files;
  private final LoopbackGuard guard;
  private final EventRoutes events;
  private final RouteTable table;
  private final Javalin server;

  /**
   * Starts at once.
   *
   * @param ports to be tried in this order; 0 is any free one
   * @param nanos a ticker that never goes back
   * @throws IOException if no port is free, or a file of ours is not its owner's alone
   */
  public Bridge(
      BridgedAgent agent,
      BridgeFiles files,
      List<Integer> ports,
      InstantSource clock,
      LongSupplier nanos)
      throws IOException {
    this(agent, files, ports, clock, nanos, List.of());
  }

  /** With more routes, behind the same guard. */
  Bridge(
      BridgedAgent agent,
      BridgeFiles files,
      List<Integer> ports,
      InstantSource clock,
      LongSupplier nanos,
      List<Route> more)
      throws IOException {
    var random = new SecureRandom();
    var clients = new Clients(files.clients(), clock, random);
    var signer = agent.signer();
    var pairing = new Pairing(clients, clock, random, signer.agentName(), signer.publicKey());
    var answers = new Answers();
    var bodies = new Bodies(nanos);
    this.files = files;
    this.events = new EventRoutes(agent.live(), clients, answers, random::nextLong);
    this.table = new RouteTable(routes(agent, clients, pairing, answers, bodies, more));
    this.guard = new LoopbackGuard(this::port, files.token(), clients, table, clock, nanos);
    this.server = new LoopbackServer(new Gate(guard, answers, bodies), table, answers).start(ports);
    files.tell(port());
  }

  private List<Route> routes(
      BridgedAgent agent,
      Clients clients,
      Pairing pairing,
      Answers answers,
      Bodies bodies,
      List<Route> more) {
    var documents = new Documents(answers);
    var pairingRoutes = new PairingRoutes(pairing, clients, this::port, answers, bodies, documents);
    var routes = new ArrayList<Route>();
    routes.addAll(
        new BridgeRoutes(
                agent.signer(), agent.world(), pairingRoutes, this::port, this::refusals, answers)
            .routes());
    routes.addAll(pairingRoutes.routes());
    routes.addAll(new StatusRoutes(agent, answers, bodies, documents).routes());
    routes.addAll(
        new SettingsRoutes(agent.settings(), agent.rules(), answers, bodies, documents).routes());
    routes.addAll(new RecordRoutes(agent.journal(), agent.receipts(), answers, documents).routes());
    routes.addAll(new LineRoutes(agent.line(), answers, documents).routes());
    routes.addAll(events.routes());
    routes.addAll(more);
    return routes;
  }

  public int port() {
    return server.port();
  }

  /** Every route, for the description of the API. */
  List<Route> routes() {
    return table.routes();
  }

  Refusals refusals() {
    return guard.refusals();
  }

  @Override
  public void close() throws IOException {
    files.forget();
    events.close();
    server.stop();
  }
}
