package network.lumora.bridge.api;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import network.lumora.bridge.guard.Need;
import network.lumora.bridge.guard.Scope;
import network.lumora.bridge.pairing.Client;
import network.lumora.bridge.pairing.ClientBook;
import network.lumora.protocol.digest.Sha256;

/** A real bridge before a still agent, on a free port, with four browsers paired long ago. */
final class TestBridge implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final String EXTENSION = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
  static final String FIREFOX = "moz-extension://01234567-89ab-cdef-0123-456789abcdef";
  static final String STRANGER = "chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba";
  static final String JSON = "Content-Type: application/json";

  final StillAgent agent = new StillAgent();
  final AtomicInteger probes = new AtomicInteger();
  final AtomicLong nanos = new AtomicLong();

  /** So much time passes whenever somebody asks for it. */
  volatile Duration step = Duration.ofMillis(100);

  volatile Instant now = NOW;
  final BridgeFiles files;
  final Bridge bridge;
  final RawHttp http;

  TestBridge(Path folder) throws IOException {
    files = new BridgeFiles(folder);
    var entries =
        List.of(
            entry("full", EXTENSION, NOW.plus(Duration.ofDays(1)), Scope.READ, Scope.CONTROL),
            entry("reader", EXTENSION, NOW.plus(Duration.ofDays(1)), Scope.READ),
            entry("firefox", FIREFOX, NOW.plus(Duration.ofDays(1)), Scope.READ, Scope.CONTROL),
            entry("expired", EXTENSION, NOW.minusSeconds(1), Scope.READ, Scope.CONTROL));
    var gone = new ClientBook.Gone(Sha256.of("token-revoked"), EXTENSION, NOW);
    files.clients().save(new ClientBook(entries, List.of(gone)));
    bridge =
        new Bridge(agent.bridged(), files, List.of(0), () -> now, this::nanosPass, probeRoutes());
    http = new RawHttp(bridge.port());
  }

  private long nanosPass() {
    return nanos.addAndGet(step.toNanos());
  }

  private static ClientBook.Entry entry(
      String id, String origin, Instant expiresAt, Scope... scopes) {
    return new ClientBook.Entry(
        new Client(id, "Browser " + id, origin, List.of(scopes), NOW, NOW, expiresAt),
        Sha256.of("token-" + id));
  }

  private List<Route> probeRoutes() {
    Route.Action probe = _ -> probes.incrementAndGet();
    return List.of(
        Route.get("/v1/probe", Need.READ, probe),
        Route.post("/v1/probe", Need.CONTROL, probe),
        Route.put("/v1/probe", Need.CONTROL, probe),
        Route.delete("/v1/probe", Need.ADMIN, probe));
  }

  String host() {
    return "Host: 127.0.0.1:" + bridge.port();
  }

  /** The header with the token of a paired browser. */
  static String token(String client) {
    return "Authorization: Bearer token-" + client;
  }

  String localToken() throws IOException {
    return "Authorization: " + files.token().header();
  }

  /** As the host's own tools call. */
  String call(String method, String path, String body, String... more) throws IOException {
    var headers = new ArrayList<>(List.of(host(), localToken()));
    headers.addAll(List.of(more));
    if (!body.isEmpty()) {
      headers.add(JSON);
    }
    return http.send(RawHttp.request(method, path, headers, body));
  }

  /** As an extension without host permissions calls. */
  String extension(String origin, String method, String path, String body, String... more)
      throws IOException {
    var headers =
        new ArrayList<>(
            List.of(
                host(),
                "Origin: " + origin,
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Dest: empty"));
    headers.addAll(List.of(more));
    if (!body.isEmpty()) {
      headers.add(JSON);
    }
    return http.send(RawHttp.request(method, path, headers, body));
  }

  @Override
  public void close() throws IOException {
    bridge.close();
  }
}
