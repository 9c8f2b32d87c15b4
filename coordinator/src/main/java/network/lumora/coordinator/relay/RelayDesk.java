package network.lumora.coordinator.relay;

import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.settle.SessionFeed;
import network.lumora.coordinator.settle.Taken;
import network.lumora.coordinator.settle.WindowDesk;
import network.lumora.proof.grant.Canary;
import network.lumora.proof.grant.SignedGrant;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.message.ReceiptsTaken;
import network.lumora.protocol.message.RefusedReceipt;
import network.lumora.protocol.message.RelayInvitation;
import network.lumora.protocol.message.RelayPlace;
import network.lumora.protocol.message.RelayRequest;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.relay.RelaySubject;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws an agent for each relay, and takes what both ends sign. Thread-safe; waits for agents. */
public final class RelayDesk {
  private static final Logger LOG = LoggerFactory.getLogger(RelayDesk.class);

  private static final int MAX_ASKED = 4;
  private static final long ANSWER_SECONDS = 5;

  private final RelayTerms terms;
  private final Books books;
  private final WindowDesk windows;
  private final SessionFeed sessions;
  private final DestinationDesk destinations;
  private final PublicKey coordinator;
  private final Supplier<String> ids;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Carriers carriers;
  private final Invitations invitations;
  private final Map<String, CompletableFuture<Boolean>> asked = new ConcurrentHashMap<>();

  /**
   * @param operatorRun agents that are believed where they say they are
   */
  public RelayDesk(
      Agents agents,
      Set<PublicKey> operatorRun,
      RelayTerms terms,
      Books books,
      WindowDesk windows,
      SessionFeed sessions,
      DestinationDesk destinations,
      PublicKey coordinator,
      Supplier<String> ids,
      RandomGenerator random,
      InstantSource clock,
      LongSupplier nanos) {
    this.terms = terms;
    this.books = books;
    this.windows = windows;
    this.sessions = sessions;
    this.destinations = destinations;
    this.coordinator = coordinator;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
    this.carriers = new Carriers(agents, operatorRun);
    this.invitations = new Invitations(nanos);
  }

  /** An agent tells where it carries. */
  public void isAt(PublicKey agent, ToCoordinator.RelayAt place) {
    carriers.isAt(agent, place);
  }

  public void ready(PublicKey agent, String grantId) {
    answered(agent, grantId, true);
  }

  public void declined(PublicKey agent, String grantId) {
    answered(agent, grantId, false);
  }

  private void answered(PublicKey agent, String grantId, boolean taken) {
    var answer = asked.get(grantId);
    if (answer != null && carriers.of(grantId).filter(agent::equals).isPresent()) {
      answer.complete(taken);
    }
  }

  public void closed(PublicKey agent, String grantId) throws IOException, ProtocolException {
    if (carriers.of(grantId).filter(agent::equals).isPresent()) {
      carriers.closed(grantId);
    }
    sessions.over(grantId, agent);
  }

  /** Receipts from either end; those that break a rule are kept as evidence, or dropped. */
  public ReceiptsTaken receipts(List<Envelope> receipts) throws IOException, ProtocolException {
    int counted = 0;
    var refused = new ArrayList<RefusedReceipt>();
    for (var taken : windows.take(receipts)) {
      switch (taken) {
        case Taken.Counts _ -> counted++;
        case Taken.Refused(var id, var sequence, var fault, var detail) ->
            refused.add(refused(id, sequence, fault.name(), detail));
        case Taken.Found(var id, var sequence, var finding) ->
            refused.add(refused(id, sequence, finding.kind(), finding.detail()));
        case Taken.Over(var id, var sequence, var phase) ->
            refused.add(refused(id, sequence, RefusedReceipt.OVER, "the session is " + phase));
      }
    }
    refused.forEach(RelayDesk::note);
    return new ReceiptsTaken(counted, refused);
  }

  private static RefusedReceipt refused(
      String grantId, long sequence, String fault, String detail) {
    int length = Math.min(detail.length(), RefusedReceipt.MAX_DETAIL_CHARACTERS);
    return new RefusedReceipt(grantId, sequence, fault, detail.substring(0, length));
  }

  private static void note(RefusedReceipt refused) {
    LOG.atInfo()
        .addKeyValue("grant", refused.grantId())
        .addKeyValue("sequence", refused.sequence())
        .log("a window's receipt does not count: {}: {}", refused.fault(), refused.detail());
  }

  /** How many agents carry, and how much goes on. */
  public Carrying carrying() {
    return carriers.carrying();
  }

  /**
   * @throws ProtocolException NOT_FOUND if it leads nowhere, UNAVAILABLE if no agent takes it
   */
  public RelayPlace open(PublicKey consumer, RelayRequest request)
      throws IOException, ProtocolException, InterruptedException {
    var callee = request.callee();
    if (callee != null && !invitations.isPresent(callee)) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "the callee is not there");
    }
    var host = request.host();
    var opened = host == null ? null : destinations.opened(consumer, host);
    var place = draw(consumer, request, opened);
    if (callee != null && !invitations.call(callee, new RelayInvitation(consumer, place))) {
      throw new ProtocolException(ErrorCode.OVER_LIMIT, "the callee is called too often");
    }
    return place;
  }

  private RelayPlace draw(PublicKey consumer, RelayRequest request, @Nullable Envelope opened)
      throws IOException, ProtocolException, InterruptedException {
    var without = new ArrayList<>(request.avoid());
    without.add(consumer);
    Optional.ofNullable(request.callee()).ifPresent(without::add);
    var willing = carriers.willing(opened != null, without, random);
    for (var carrier : willing.subList(0, Math.min(MAX_ASKED, willing.size()))) {
      var grant = grant(consumer, carrier.guest().key(), request);
      if (takes(carrier, grant, request.callee(), opened)) {
        return new RelayPlace(grant.envelope(), carrier.host(), carrier.port());
      }
    }
    throw new ProtocolException(
        ErrorCode.UNAVAILABLE,
        willing.isEmpty()
            ? "no agent that carries this is connected now; try again later"
            : "none of the agents that were asked takes it now; try again later");
  }

  private SignedGrant grant(PublicKey consumer, PublicKey agent, RelayRequest request)
      throws IOException, ProtocolException {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var callee = request.callee();
    var to = callee == null ? Objects.requireNonNull(request.host()) : callee.toString();
    var linkId = books.write(book -> book.links().begin(agent));
    return windows.grant(
        new Grant(
            ids.get(),
            coordinator,
            agent,
            consumer,
            consumer,
            TrafficKind.RELAY,
            RelaySubject.of(consumer, to),
            terms.maxBytes(),
            new Bytes(Grant.MAX_WINDOW_BYTES),
            linkId,
            new Canary(false, ids.get()).commitment(),
            now,
            now.plus(terms.maxTime())));
  }

  private boolean takes(
      Carriers.Carrier carrier,
      SignedGrant grant,
      @Nullable PublicKey callee,
      @Nullable Envelope opened)
      throws InterruptedException {
    var id = grant.grant().grantId();
    var answer = new CompletableFuture<Boolean>();
    asked.put(id, answer);
    carriers.opened(id, carrier.guest().key());
    boolean taken = false;
    try {
      carrier.guest().line().send(new ToAgent.OpenRelay(grant.envelope(), callee, opened));
      taken = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      carrier.guest().line().send(new ToAgent.CloseRelay(id));
    } finally {
      asked.remove(id);
      if (!taken) {
        carriers.closed(id);
      }
    }
    return taken;
  }

  /** Waits for a call; empty if there is none for a while. */
  public Optional<RelayInvitation> await(PublicKey callee) throws InterruptedException {
    return invitations.await(callee);
  }
}
