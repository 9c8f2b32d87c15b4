package network.lumora.bridge.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import network.lumora.bridge.agent.AgentSigner;
import network.lumora.bridge.agent.WorldReader;
import network.lumora.bridge.guard.Code;
import network.lumora.bridge.guard.Need;
import network.lumora.bridge.guard.Refusals;
import network.lumora.bridge.guard.RefusedCall;

/** What the bridge itself tells: that it is here, how it fares, and what it can do. */
final class BridgeRoutes {
  private static final List<String> VERSIONS = List.of("v1");

  private final AgentSigner signer;
  private final WorldReader world;
  private final PairingRoutes pairing;
  private final IntSupplier port;
  private final Supplier<Refusals> refusals;
  private final Answers answers;

  BridgeRoutes(
      AgentSigner signer,
      WorldReader world,
      PairingRoutes pairing,
      IntSupplier port,
      Supplier<Refusals> refusals,
      Answers answers) {
    this.signer = signer;
    this.world = world;
    this.pairing = pairing;
    this.port = port;
    this.refusals = refusals;
    this.answers = answers;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/hello", Need.OPEN, this::hello),
        Route.get("/v1/health", Need.READ, this::health),
        Route.get("/v1/openapi.json", Need.TOKEN, BridgeRoutes::openApi));
  }

  private void hello(Context context) {
    var nonce = Queries.text(context, "nonce");
    if (nonce != null && !nonce.matches("[0-9a-fA-F]{32,64}")) {
      throw new RefusedCall(Code.MALFORMED, "a nonce is 32 to 64 hexadecimal digits");
    }
    answers.write(
        context,
        new Hello(
            Hello.PRODUCT,
            VERSIONS,
            signer.version(),
            pairing.isOpen() ? Hello.Pairing.OPEN : Hello.Pairing.CLOSED,
            nonce == null ? null : signature(nonce)));
  }

  private String signature(String nonce) {
    var message = Hello.signed(nonce, port.getAsInt()).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(signer.sign(message));
  }

  private void health(Context context) throws IOException {
    answers.write(context, Health.of(world.footprint(), refusals.get(), port.getAsInt()));
  }

  private static void openApi(Context context) throws IOException {
    try (var in = BridgeRoutes.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("openapi.json is part of this program");
      }
      context.contentType("application/json").result(in.readAllBytes());
    }
  }
}
