package network.lumora.coordinator.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import network.lumora.coordinator.relay.DestinationDesk;
import network.lumora.coordinator.relay.RelayDesk;
import network.lumora.coordinator.settle.SessionNews;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.DestinationEntry;
import network.lumora.protocol.message.DestinationRequest;
import network.lumora.protocol.message.RelayRequest;
import network.lumora.protocol.message.SessionReceipts;
import network.lumora.protocol.wire.DocumentCodec;

/** What consumers may do with relays. Thread-safe. */
final class RelayRoutes {
  private static final int MAX_WAITING = 1_024;

  /** 40 receipts of some 900 bytes. */
  private static final int MAX_RECEIPT_BYTES = 128 * 1024;

  private static final int NO_CONTENT = 204;

  private final RelayDesk relays;
  private final DestinationDesk destinations;
  private final SessionNews sessions;
  private final Bodies bodies;
  private final DocumentCodec documents = new DocumentCodec();
  private final Semaphore waiting = new Semaphore(MAX_WAITING);

  RelayRoutes(RelayDesk relays, DestinationDesk destinations, SessionNews sessions, Bodies bodies) {
    this.relays = relays;
    this.destinations = destinations;
    this.sessions = sessions;
    this.bodies = bodies;
  }

  List<Route> routes() {
    return List.of(
        Route.post(
            "/v1/destinations", Access.CONSUMER, "Says what a site's owner publishes", this::ask),
        Route.post(
            "/v1/destinations/check", Access.CONSUMER, "Looks for an owner's proof", this::check),
        Route.post("/v1/relays", Access.CONSUMER, "Draws an agent for a relay", this::open),
        Route.get("/v1/relays", Access.CONSUMER, "Says what both ends signed", this::paid),
        Route.get(
            "/v1/relays/invitations", Access.CONSUMER, "Waits until somebody calls", this::await),
        Route.post(
            "/v1/relays/receipts",
            Access.CONSUMER,
            "Takes receipts of windows, says which count",
            this::receipts));
  }

  private void ask(Context request) throws IOException, ProtocolException {
    var asked = read(request, DestinationRequest.class);
    Json.answer(request, documents.write(destinations.ask(Guard.consumer(request), asked.host())));
  }

  private void check(Context request) throws IOException, ProtocolException {
    var asked = read(request, DestinationRequest.class);
    var consumer = Guard.consumer(request);
    Json.answer(
        request,
        documents.write(
            new DestinationEntry(waited(() -> destinations.check(consumer, asked.host())))));
  }

  private void open(Context request) throws IOException, ProtocolException {
    var asked = read(request, RelayRequest.class);
    var consumer = Guard.consumer(request);
    Json.answer(request, documents.write(waited(() -> relays.open(consumer, asked))));
  }

  private void await(Context request) throws IOException, ProtocolException {
    var consumer = Guard.consumer(request);
    if (!waiting.tryAcquire()) {
      throw new ProtocolException(
          ErrorCode.OVER_LIMIT, "%d wait already; ask again later".formatted(MAX_WAITING));
    }
    try {
      var invitation = waited(() -> relays.await(consumer));
      if (invitation.isPresent()) {
        Json.answer(request, documents.write(invitation.get()));
      } else {
        request.status(NO_CONTENT);
      }
    } finally {
      waiting.release();
    }
  }

  private void paid(Context request) throws IOException, ProtocolException {
    Json.answer(request, documents.write(sessions.paidBy(Guard.consumer(request))));
  }

  private void receipts(Context request) throws IOException, ProtocolException {
    var receipts = documents.read(bodies.json(request, MAX_RECEIPT_BYTES), SessionReceipts.class);
    Json.answer(request, documents.write(relays.receipts(receipts.receipts())));
  }

  private <R extends Record> R read(Context request, Class<R> type) throws ProtocolException {
    return documents.read(bodies.json(request, Bodies.MAX_SMALL_BYTES), type);
  }

  /** What waits for others. */
  @FunctionalInterface
  private interface Waiting<T> {
    T get() throws IOException, ProtocolException, InterruptedException;
  }

  private static <T> T waited(Waiting<T> action) throws IOException, ProtocolException {
    try {
      return action.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the coordinator stops").initCause(e);
    }
  }
}
