package network.lumora.coordinator.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.challenge.Challenges;
import network.lumora.coordinator.order.OrderDesk;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.relay.DestinationDesk;
import network.lumora.coordinator.relay.RelayDesk;
import network.lumora.coordinator.settle.Epochs;
import network.lumora.coordinator.settle.PublicLog;
import network.lumora.coordinator.settle.SessionNews;
import network.lumora.coordinator.view.Overview;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Where consumers, operators and readers of the log connect. Thread-safe. */
public final class HttpServer implements Closeable {
  /** Accepting and selecting only; requests are served on virtual threads. */
  private static final int MAX_THREADS = 16;

  private static final long IDLE_MILLIS = 30_000;

  private final InetSocketAddress listen;
  private final OrderRoutes orders;
  private final Guard guard;
  private final List<Route> routes;
  private final Problems problems = new Problems();
  private final Javalin javalin;

  /**
   * @param operatorToken who has it may do what operators may
   */
  public HttpServer(
      InetSocketAddress listen,
      String operatorToken,
      Sessions sessions,
      OrderDesk desk,
      Books books,
      Agents agents,
      Epochs epochs,
      PublicLog log,
      Supplier<Challenges.State> challenges,
      RelayDesk relays,
      DestinationDesk destinations,
      SessionNews news,
      Overview overview,
      InstantSource clock,
      LongSupplier nanos) {
    this.listen = listen;
    var bodies = new Bodies(nanos);
    this.orders = new OrderRoutes(sessions, desk, bodies);
    this.guard = new Guard(sessions, operatorToken);
    var operator = new OperatorRoutes(books, agents, epochs, log, challenges, bodies, clock);
    this.routes =
        Stream.of(
                own(),
                orders.routes(),
                new RelayRoutes(relays, destinations, news, bodies).routes(),
                new LogRoutes(log).routes(),
                operator.routes(),
                new ViewRoutes(overview).routes())
            .flatMap(List::stream)
            .toList();
    this.javalin = Javalin.create(this::configure);
  }

  private List<Route> own() {
    return List.of(
        Route.get(
            "/v1/health",
            Access.OPEN,
            "Whether the coordinator is there",
            request -> Json.answer(request, "{\"status\":\"ok\"}")),
        Route.get("/v1/openapi.json", Access.OPEN, "This description", this::describe));
  }

  private void describe(Context request) {
    Json.answer(request, OpenApi.describe(routes));
  }

  List<Route> routes() {
    return routes;
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.prefer405over404 = true;
    config.http.generateEtags = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.maxRequestSize = Bodies.MAX_ORDER_BYTES;
    config.jetty.threadPool = threads();
    config.jetty.modifyHttpConfiguration(HttpServer::configure);
    config.jetty.modifyServer(server -> server.setErrorHandler(problems::answerServer));
    config.routes.before(HttpServer::protect);
    routes.forEach(
        route ->
            config.routes.addHttpHandler(
                route.method(), route.path(), request -> answer(route, request)));
    problems.handleAll(config.routes);
  }

  private static QueuedThreadPool threads() {
    var pool = new QueuedThreadPool(MAX_THREADS);
    pool.setName("http");
    pool.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    return pool;
  }

  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setIdleTimeout(IDLE_MILLIS);
  }

  private static void protect(Context request) {
    request.header("X-Content-Type-Options", "nosniff");
    request.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    request.header("Referrer-Policy", "no-referrer");
    request.header("Cache-Control", "no-store");
  }

  private void answer(Route route, Context request) throws Exception {
    guard.require(route.access(), request);
    route.action().answer(request);
  }

  /** Gives the port. */
  public int start() throws IOException {
    try {
      javalin.start(listen.getAddress().getHostAddress(), listen.getPort());
      return javalin.port();
    } catch (JavalinBindException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    orders.close();
    javalin.stop();
  }
}
