package network.lumora.coordinator.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import network.lumora.coordinator.order.OrderDesk;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.OrderRequest;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.wire.DocumentCodec;

/** What consumers may do. Thread-safe. */
final class OrderRoutes {
  /** PROTOCOL.md, section 5. */
  private static final int MAX_PAGES = 200;

  /** What one answer holds at most, but for the last page; the rest comes after the cursor. */
  private static final long MAX_RESULT_BYTES = 32L * 1024 * 1024;

  private static final int MAX_WATCHERS = 256;
  private static final long TICK_MILLIS = 250;

  /** A comment every 15 s. */
  private static final int COMMENT_TICKS = 60;

  private final Sessions sessions;
  private final OrderDesk desk;
  private final Bodies bodies;
  private final DocumentCodec documents = new DocumentCodec();
  private final Semaphore watchers = new Semaphore(MAX_WATCHERS);
  private volatile boolean closing;

  OrderRoutes(Sessions sessions, OrderDesk desk, Bodies bodies) {
    this.bodies = bodies;
    this.sessions = sessions;
    this.desk = desk;
  }

  /** A consumer's orders. */
  record OrderList(List<OrderStatus> orders) {}

  List<Route> routes() {
    return List.of(
        Route.post("/v1/hello", Access.OPEN, "Asks for a challenge", this::hello),
        Route.post("/v1/sessions", Access.OPEN, "Answers a challenge for a token", this::open),
        Route.post("/v1/orders", Access.CONSUMER, "Places an order", this::place),
        Route.get("/v1/orders", Access.CONSUMER, "Lists the newest orders", this::list),
        Route.get("/v1/orders/{id}", Access.CONSUMER, "Tells how an order is", this::status),
        Route.get(
            "/v1/orders/{id}/events", Access.CONSUMER, "Tells when an order changes", this::events),
        Route.get("/v1/orders/{id}/results", Access.CONSUMER, "Gives settled pages", this::results),
        Route.delete("/v1/orders/{id}", Access.CONSUMER, "Cancels an order", this::cancel));
  }

  /** Ends the streams of events. */
  void close() {
    closing = true;
  }

  private void hello(Context request) {
    Json.answer(request, documents.write(sessions.challenge()));
  }

  private void open(Context request) throws IOException, ProtocolException {
    Envelope envelope = documents.readEnvelope(bodies.json(request, Bodies.MAX_SMALL_BYTES));
    Json.answer(request, documents.write(sessions.open(envelope)));
  }

  private void place(Context request) throws IOException, ProtocolException {
    var order = documents.read(bodies.json(request, Bodies.MAX_ORDER_BYTES), OrderRequest.class);
    var placed = desk.place(Guard.consumer(request), order);
    request.status(placed.isNew() ? 201 : 200);
    Json.answer(request, documents.write(placed.status()));
  }

  private void list(Context request) throws IOException, ProtocolException {
    Json.answer(request, documents.write(new OrderList(desk.list(Guard.consumer(request)))));
  }

  private void status(Context request) throws IOException, ProtocolException {
    var status = desk.status(Guard.consumer(request), request.pathParam("id"));
    Json.answer(request, documents.write(status));
  }

  private void cancel(Context request) throws IOException, ProtocolException {
    var status = desk.cancel(Guard.consumer(request), request.pathParam("id"));
    Json.answer(request, documents.write(status));
  }

  private void results(Context request) throws IOException, ProtocolException {
    var id = request.pathParam("id");
    var cursors =
        desk.settled(Guard.consumer(request), id, cursor(request.queryParam("after")), MAX_PAGES);
    request.contentType("application/x-ndjson");
    request.status(200);
    var out = request.res().getOutputStream();
    long bytes = 0;
    for (long cursor : cursors) {
      if (bytes < MAX_RESULT_BYTES) {
        var line = documents.writeBytes(desk.page(id, cursor));
        bytes += line.length;
        out.write(line);
        out.write('\n');
      }
    }
  }

  private static long cursor(@org.jspecify.annotations.Nullable String after)
      throws ProtocolException {
    if (after == null) {
      return 0;
    }
    if (!after.matches("[0-9]{1,18}")) {
      throw new ProtocolException(ErrorCode.MALFORMED, "after is a cursor: a number from 0");
    }
    return Long.parseLong(after);
  }

  private void events(Context request) throws IOException, ProtocolException {
    var consumer = Guard.consumer(request);
    var status = desk.status(consumer, request.pathParam("id"));
    if (!watchers.tryAcquire()) {
      throw new ProtocolException(
          ErrorCode.OVER_LIMIT, "%d watch already; ask again later".formatted(MAX_WATCHERS));
    }
    try {
      request.contentType("text/event-stream");
      request.status(200);
      follow(request, consumer, status);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watchers.release();
    }
  }

  private void follow(Context request, PublicKey consumer, OrderStatus first)
      throws IOException, ProtocolException, InterruptedException {
    var told = first;
    write(request, data(told));
    int silentTicks = 0;
    while (!isOver(told) && !closing) {
      Thread.sleep(TICK_MILLIS);
      silentTicks++;
      var now = desk.status(consumer, told.orderId());
      if (!now.equals(told)) {
        write(request, data(now));
        silentTicks = 0;
      } else if (silentTicks % COMMENT_TICKS == 0) {
        write(request, ": still here\n\n");
      }
      told = now;
    }
  }

  private String data(OrderStatus status) {
    return "data: " + documents.write(status) + "\n\n";
  }

  private static boolean isOver(OrderStatus status) {
    return status.state() != OrderStatus.State.OPEN && status.working() == 0;
  }

  private static void write(Context request, String text) throws IOException {
    request.res().getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    request.res().flushBuffer();
  }
}
