package network.lumora.bridge.api;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.util.function.Consumer;
import network.lumora.bridge.agent.BridgedAgent;
import network.lumora.bridge.agent.JournalQuery;
import network.lumora.bridge.agent.LimitsInForce;
import network.lumora.bridge.agent.PauseRequest;
import network.lumora.bridge.guard.Call;
import network.lumora.bridge.guard.Code;
import network.lumora.bridge.guard.LoopbackGuard;
import network.lumora.bridge.guard.RefusedCall;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.wire.DocumentCodec;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a {@link BridgedAgent} on 127.0.0.1. Thread-safe once started. */
public final class Bridge implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /** One person's tools call; more threads would only cost memory. */
  private static final int MAX_THREADS = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

  private final BridgedAgent agent;
  private final BridgeFiles files;
  private final LoopbackGuard guard;
  private final DocumentCodec codec = DocumentCodec.withNulls();
  private final Javalin server;

  /**
   * Starts at once.
   *
   * @param port 0 for any free one
   * @throws IOException if the port is taken, or the token file is not its owner's alone
   */
  public Bridge(BridgedAgent agent, BridgeFiles files, int port) throws IOException {
    this(agent, files, port, _ -> {});
  }

  /** With more routes, behind the same guard. */
  Bridge(BridgedAgent agent, BridgeFiles files, int port, Consumer<RoutesConfig> more)
      throws IOException {
    this.agent = agent;
    this.files = files;
    this.guard = new LoopbackGuard(this::port, files.token());
    this.server = Javalin.create(config -> configure(config, more));
    start(port);
    files.tell(port());
  }

  public int port() {
    return server.port();
  }

  /** Calls the guard has refused so far. */
  public long refusedCalls() {
    return guard.refused();
  }

  @Override
  public void close() throws IOException {
    files.forget();
    server.stop();
  }

  private void start(int port) throws IOException {
    try {
      server.start(LOOPBACK, port);
    } catch (JavalinBindException e) {
      throw new IOException(
          "port "
              + port
              + " of 127.0.0.1 is taken by another program; choose another with --api-port, or 0"
              + " for any",
          e);
    }
  }

  private void configure(JavalinConfig config, Consumer<RoutesConfig> more) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, 2);
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    var routes = config.routes;
    routes.before(context -> guard.check(call(context, false)));
    routes.wsBeforeUpgrade(context -> guard.check(call(context, true)));
    addRoutes(routes);
    more.accept(routes);
    addErrors(routes);
    routes.after(Bridge::addHeaders);
  }

  private void addRoutes(RoutesConfig routes) {
    routes.get(LoopbackGuard.OPEN_PATH, context -> answer(context, new Health("lumora", "ok")));
    routes.get("/v1/status", context -> answer(context, agent.status().status()));
    routes.post(
        "/v1/pause",
        context -> answer(context, agent.status().pause(read(context, PauseRequest.class))));
    routes.post("/v1/resume", context -> answer(context, agent.status().resume()));
    routes.get("/v1/limits", context -> answer(context, agent.limits().limits()));
    routes.put("/v1/limits", context -> answer(context, limit(read(context, LimitsInForce.class))));
    routes.get("/v1/journal", context -> answer(context, agent.journal().page(after(context))));
  }

  private void addErrors(RoutesConfig routes) {
    routes.exception(RefusedCall.class, (e, context) -> problem(context, e.code(), e.getMessage()));
    routes.exception(
        HttpResponseException.class, (e, context) -> problem(context, code(e.getStatus()), ""));
    routes.exception(
        IOException.class, (e, context) -> problem(context, Code.UNAVAILABLE, e.getMessage()));
    routes.exception(RuntimeException.class, this::bug);
    routes.error(404, context -> problemIfNone(context, Code.NOT_FOUND, "no such route"));
    routes.error(405, context -> problemIfNone(context, Code.METHOD_REFUSED, "not this method"));
  }

  private void bug(RuntimeException e, Context context) {
    LOG.error("a call failed", e);
    problem(context, Code.INTERNAL, "a fault of the agent; its log says more");
  }

  private static Code code(int status) {
    return switch (status) {
      case 404 -> Code.NOT_FOUND;
      case 405 -> Code.METHOD_REFUSED;
      case 413 -> Code.TOO_LARGE;
      default -> status < 500 ? Code.MALFORMED : Code.INTERNAL;
    };
  }

  private static Call call(Context context, boolean upgrade) {
    return new Call(
        context.req().getMethod(),
        context.path(),
        context.header("Host"),
        context.header("Origin"),
        context.header("Sec-Fetch-Site"),
        context.header("Authorization"),
        context.header("Content-Type"),
        context.req().getContentLengthLong(),
        upgrade);
  }

  private <R extends Record> R read(Context context, Class<R> type) throws IOException {
    var body = context.bodyInputStream().readNBytes(LoopbackGuard.MAX_BODY_BYTES + 1);
    if (body.length > LoopbackGuard.MAX_BODY_BYTES) {
      throw new RefusedCall(Code.TOO_LARGE, "the body is over the limit");
    }
    try {
      return codec.read(body, type);
    } catch (ProtocolException e) {
      throw malformed(e);
    }
  }

  private LimitsInForce limit(LimitsInForce wanted) throws IOException {
    try {
      return agent.limits().limit(wanted);
    } catch (IllegalArgumentException e) {
      throw malformed(e);
    }
  }

  private static RefusedCall malformed(Exception e) {
    return new RefusedCall(Code.MALFORMED, String.valueOf(e.getMessage()));
  }

  private static JournalQuery after(Context context) {
    var text = context.queryParam("after");
    try {
      return JournalQuery.after(text == null ? 0 : Long.parseLong(text), JournalQuery.MAX_LIMIT);
    } catch (NumberFormatException e) {
      throw new RefusedCall(Code.MALFORMED, "after is the number of a row");
    }
  }

  private void answer(Context context, Record body) {
    context.contentType("application/json").result(codec.writeBytes(body));
  }

  private void problemIfNone(Context context, Code code, String detail) {
    if (!"application/problem+json".equals(context.res().getContentType())) {
      problem(context, code, detail);
    }
  }

  private void problem(Context context, Code code, @org.jspecify.annotations.Nullable String text) {
    context
        .status(code.status())
        .contentType("application/problem+json")
        .result(codec.writeBytes(BridgeProblem.of(code, text == null ? "" : text)));
    addHeaders(context);
  }

  private static void addHeaders(Context context) {
    context
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .header("Cross-Origin-Resource-Policy", "same-origin");
  }
}
