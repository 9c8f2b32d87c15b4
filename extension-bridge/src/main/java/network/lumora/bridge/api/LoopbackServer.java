package network.lumora.bridge.api;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import network.lumora.bridge.guard.Code;
import network.lumora.bridge.guard.RefusedCall;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one HTTP server, bound to loopback, with the gate before all else. */
final class LoopbackServer {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
  private static final String LOOPBACK = "127.0.0.1";

  /** Only accept and select; handlers run on virtual threads. */
  private static final int MAX_THREADS = 6;

  /** A few browsers with their streams, and the tools; more is someone who holds on to them. */
  private static final int MAX_CONNECTIONS = 64;

  private final Gate gate;
  private final RouteTable table;
  private final Answers answers;

  LoopbackServer(Gate gate, RouteTable table, Answers answers) {
    this.gate = gate;
    this.table = table;
    this.answers = answers;
  }

  /**
   * @param ports to be tried in this order; 0 is any free one
   */
  Javalin start(List<Integer> ports) throws IOException {
    @Nullable JavalinBindException last = null;
    for (int port : ports) {
      try {
        if (isFree(port)) {
          return Javalin.create(this::configure).start(LOOPBACK, port);
        }
      } catch (JavalinBindException e) {
        // Another program took it since it was free: the next will do.
        last = e;
      }
    }
    throw taken(ports, last);
  }

  /** Javalin makes a noise about a taken port. */
  private static boolean isFree(int port) throws IOException {
    try (var probe = new ServerSocket(port, 1, InetAddress.ofLiteral(LOOPBACK))) {
      return probe.isBound();
    } catch (BindException e) {
      return false;
    }
  }

  private static IOException taken(List<Integer> ports, @Nullable Exception cause) {
    return new IOException(
        "port %s of 127.0.0.1 is taken by another program; choose another with --api-port, or 0 for any"
            .formatted(ports.stream().map(String::valueOf).collect(Collectors.joining(", "))),
        cause);
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    var pool = new QueuedThreadPool(MAX_THREADS, 2);
    pool.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("api-", 0).factory()));
    config.jetty.threadPool = pool;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.modifyServer(LoopbackServer::bound);
    config.jetty.modifyServletContextHandler(
        handler -> handler.addFilter(new NoWebSockets(), "/*", EnumSet.of(DispatcherType.REQUEST)));
    gate.install(config.routes);
    table.routes().forEach(route -> add(config.routes, route));
    addErrors(config.routes);
  }

  /** Javalin's monitor would wake each second; the limit on connections is bound enough. */
  private static void bound(Server server) {
    server.getBeans(LowResourceMonitor.class).forEach(server::removeBean);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    server.setErrorHandler(new BareErrors());
  }

  private static void add(RoutesConfig routes, Route route) {
    routes.addHttpHandler(
        HandlerType.findOrCreate(route.method()),
        route.path(),
        context -> {
          Gate.requireAdmittedFor(context, route.need());
          route.action().answer(context);
        });
  }

  private void addErrors(RoutesConfig routes) {
    routes.exception(
        RefusedCall.class, (e, context) -> answers.problem(context, e.code(), e.getMessage()));
    routes.exception(
        HttpResponseException.class,
        (e, context) -> answers.problem(context, code(e.getStatus()), ""));
    routes.exception(
        IOException.class,
        (e, context) -> answers.problem(context, Code.UNAVAILABLE, e.getMessage()));
    routes.exception(InterruptedException.class, (_, context) -> context.status(503));
    routes.exception(RuntimeException.class, this::bug);
    routes.error(
        404, context -> answers.problemIfNone(context, Code.NOT_FOUND, "there is no such route"));
  }

  private void bug(RuntimeException e, Context context) {
    LOG.error("a call failed", e);
    answers.problem(context, Code.INTERNAL, "a fault of the agent; its log says more");
  }

  private static Code code(int status) {
    return switch (status) {
      case 404 -> Code.NOT_FOUND;
      case 405 -> Code.METHOD_REFUSED;
      case 413 -> Code.TOO_LARGE;
      default -> status < 500 ? Code.MALFORMED : Code.INTERNAL;
    };
  }
}
