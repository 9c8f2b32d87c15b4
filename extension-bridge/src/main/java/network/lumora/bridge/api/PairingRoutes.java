package network.lumora.bridge.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.function.IntSupplier;
import network.lumora.bridge.guard.Bearer;
import network.lumora.bridge.guard.Code;
import network.lumora.bridge.guard.Need;
import network.lumora.bridge.guard.RefusedCall;
import network.lumora.bridge.pairing.Clients;
import network.lumora.bridge.pairing.PairFinish;
import network.lumora.bridge.pairing.PairStart;
import network.lumora.bridge.pairing.Pairing;
import network.lumora.bridge.pairing.WindowRequest;

/** Pairs browsers, lists them, and lets them go. */
final class PairingRoutes {
  private final Pairing pairing;
  private final Clients clients;
  private final IntSupplier port;
  private final Answers answers;
  private final Bodies bodies;
  private final Documents documents;

  PairingRoutes(
      Pairing pairing,
      Clients clients,
      IntSupplier port,
      Answers answers,
      Bodies bodies,
      Documents documents) {
    this.pairing = pairing;
    this.clients = clients;
    this.port = port;
    this.answers = answers;
    this.bodies = bodies;
    this.documents = documents;
  }

  boolean isOpen() {
    return pairing.isOpen();
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/pairing/window", Need.ADMIN, this::open),
        Route.get("/v1/pairing/window", Need.ADMIN, c -> answers.write(c, pairing.state())),
        Route.delete("/v1/pairing/window", Need.ADMIN, c -> answers.write(c, pairing.close())),
        Route.post("/v1/pair/start", Need.PAIRING, this::start),
        Route.post("/v1/pair/finish", Need.PAIRING, this::finish),
        Route.get("/v1/clients", Need.READ, c -> answers.write(c, new ClientList(clients.live()))),
        Route.delete("/v1/clients/self", Need.TOKEN, this::leave),
        Route.delete("/v1/clients/{id}", Need.ADMIN, c -> revoke(c, c.pathParam("id"))));
  }

  private void open(Context context) throws IOException {
    var request = bodies.of(context, WindowRequest.class);
    answers.write(context, documents.change(() -> pairing.open(request)));
  }

  private void start(Context context) {
    var request = bodies.of(context, PairStart.class);
    answers.write(context, pairing.start(origin(context), port.getAsInt(), request));
  }

  private void finish(Context context) throws IOException {
    var request = bodies.of(context, PairFinish.class);
    answers.write(context, pairing.finish(origin(context), request));
  }

  private void leave(Context context) throws IOException {
    Bearer bearer = context.attribute(Gate.BEARER);
    revoke(context, bearer == null ? "" : bearer.id());
  }

  private void revoke(Context context, String id) throws IOException {
    if (!clients.revoke(id)) {
      throw new RefusedCall(Code.NOT_FOUND, "there is no such paired browser");
    }
    context.status(204);
  }

  private static String origin(Context context) {
    var origin = context.header("Origin");
    if (origin == null) {
      throw new IllegalStateException("the guard lets only extensions in here");
    }
    return origin;
  }
}
