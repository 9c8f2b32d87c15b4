package network.lumora.coordinator.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.Evidence;
import network.lumora.coordinator.book.GivenLease;
import network.lumora.coordinator.challenge.Challenges;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.settle.Epochs;
import network.lumora.coordinator.settle.PublicLog;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.units.MicroLmr;
import network.lumora.protocol.wire.DocumentCodec;

/** What the operator may do. Thread-safe. */
final class OperatorRoutes {
  /** Some hundred bytes each. */
  private static final int MAX_LEASES = 200;

  /** Some kilobytes each. */
  private static final int MAX_EVIDENCE = 100;

  private final Books books;
  private final Agents agents;
  private final Epochs epochs;
  private final PublicLog log;
  private final Supplier<Challenges.State> challenges;
  private final Bodies bodies;
  private final InstantSource clock;
  private final DocumentCodec documents = new DocumentCodec();

  OperatorRoutes(
      Books books,
      Agents agents,
      Epochs epochs,
      PublicLog log,
      Supplier<Challenges.State> challenges,
      Bodies bodies,
      InstantSource clock) {
    this.bodies = bodies;
    this.books = books;
    this.agents = agents;
    this.epochs = epochs;
    this.log = log;
    this.challenges = challenges;
    this.clock = clock;
  }

  /** Whom to admit. */
  record Admission(PublicKey key, String name) {
    private static final int MAX_NAME_CHARACTERS = 200;

    Admission {
      if (name.isBlank() || name.length() > MAX_NAME_CHARACTERS) {
        throw new IllegalArgumentException("name has 1 to 200 characters");
      }
    }
  }

  /** An epoch that was closed. */
  record EpochAnswer(long closed, MicroLmr paid) {}

  /**
   * How the coordinator is.
   *
   * @param provenLines agents whose line is proven
   * @param challengeTrouble what is in the way of challenging lines; empty if nothing is
   */
  record OperatorStatus(
      int agents,
      int slots,
      int working,
      long orders,
      long epoch,
      long treeSize,
      int challengers,
      long provenLines,
      String challengeTrouble) {}

  /** What rules have found, the newest first, with the signed bodies that show it. */
  record EvidenceList(List<Evidence.Kept> evidence) {}

  /**
   * A lease as its operator sees it.
   *
   * @param reason why this agent got the page
   */
  record LeaseAnswer(
      String leaseId,
      TaskId page,
      PublicKey agent,
      Instant givenAt,
      Instant expiresAt,
      boolean live,
      String reason) {

    static LeaseAnswer of(GivenLease lease) {
      var statement = lease.statement();
      return new LeaseAnswer(
          statement.leaseId(),
          statement.taskId(),
          statement.agent(),
          statement.issuedAt(),
          statement.expiresAt(),
          lease.live(),
          lease.reason());
    }
  }

  /** Leases, each with its reason. */
  record LeaseList(List<LeaseAnswer> leases) {}

  List<Route> routes() {
    return List.of(
        Route.post("/v1/operator/consumers", Access.OPERATOR, "Admits a consumer", this::admit),
        Route.post(
            "/v1/operator/epochs", Access.OPERATOR, "Closes the open epoch", this::closeEpoch),
        Route.get("/v1/operator/status", Access.OPERATOR, "Agents, orders and log", this::status),
        Route.get(
            "/v1/operator/leases",
            Access.OPERATOR,
            "Leases and their reasons: the newest live ones, or all on ?page=ORDER/NUMBER",
            this::leases),
        Route.get("/v1/operator/evidence", Access.OPERATOR, "The newest findings", this::evidence));
  }

  private void admit(Context request) throws IOException, ProtocolException {
    var admission = documents.read(bodies.json(request, Bodies.MAX_SMALL_BYTES), Admission.class);
    books.write(
        book -> {
          book.consumers().admit(admission.key(), admission.name(), clock.instant());
          return true;
        });
    request.status(204);
  }

  private void closeEpoch(Context request) throws IOException, ProtocolException {
    var closed = epochs.close();
    Json.answer(request, documents.write(new EpochAnswer(closed.epoch(), closed.paid())));
  }

  private void status(Context request) throws IOException, ProtocolException {
    var census = agents.census();
    var challenging = challenges.get();
    var status =
        new OperatorStatus(
            census.agents(),
            census.slots(),
            census.working(),
            books.read(book -> book.orders().openOrders()),
            log.balances().epoch(),
            log.standing().size(),
            challenging.challengers(),
            books.read(book -> book.lines().provenAgents()),
            challenging.trouble());
    Json.answer(request, documents.write(status));
  }

  private void leases(Context request) throws IOException, ProtocolException {
    var page = request.queryParam("page");
    var leases =
        page == null
            ? books.read(book -> book.leases().newest(MAX_LEASES))
            : onPage(TaskId.parse(page));
    Json.answer(
        request, documents.write(new LeaseList(leases.stream().map(LeaseAnswer::of).toList())));
  }

  private List<GivenLease> onPage(TaskId page) throws IOException, ProtocolException {
    return books.read(book -> book.leases().everOn(page));
  }

  private void evidence(Context request) throws IOException, ProtocolException {
    var newest = books.read(book -> book.evidence().newest(MAX_EVIDENCE));
    Json.answer(request, documents.write(new EvidenceList(newest)));
  }
}
