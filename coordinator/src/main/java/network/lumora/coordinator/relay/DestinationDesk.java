package network.lumora.coordinator.relay;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.Destinations.Destination;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.destination.ControlToken;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.DestinationProof;
import network.lumora.protocol.message.OpenedDestination;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the sites of owners who prove control of them. Thread-safe; waits for sites. */
public final class DestinationDesk {
  private static final Logger LOG = LoggerFactory.getLogger(DestinationDesk.class);

  /** To publish a line takes minutes; DNS may take hours to show it. */
  private static final Duration TO_PUBLISH = Duration.ofDays(2);

  /** Each may cost a look now and then. */
  private static final int MAX_OF_ONE_OWNER = 1_000;

  private final Books books;
  private final SiteLook look;
  private final DestinationTerms terms;
  private final Signer coordinator;
  private final Supplier<String> ids;
  private final InstantSource clock;
  private final Setbacks setbacks;
  private final StatementCodec statements = new StatementCodec();

  public DestinationDesk(
      Books books,
      SiteLook look,
      DestinationTerms terms,
      Signer coordinator,
      Supplier<String> ids,
      InstantSource clock) {
    this.books = books;
    this.look = look;
    this.terms = terms;
    this.setbacks = new Setbacks(terms.lookAgain());
    this.coordinator = coordinator;
    this.ids = ids;
    this.clock = clock;
  }

  /** What the owner is to publish: the same until it is seen, or too old. */
  public DestinationProof ask(PublicKey owner, String host) throws IOException, ProtocolException {
    var now = clock.instant();
    var known = find(owner, host).filter(each -> mayBeShown(each, now));
    var destination = known.isPresent() ? known.get() : begin(owner, host, now);
    var token = token(destination, now);
    return new DestinationProof(
        host, token.dnsName(), "https://" + host + token.path(), token.line(), token.expiresAt());
  }

  private static boolean mayBeShown(Destination destination, Instant now) {
    return destination.seenAt() != null || now.isBefore(destination.askedAt().plus(TO_PUBLISH));
  }

  private Destination begin(PublicKey owner, String host, Instant now)
      throws IOException, ProtocolException {
    var fresh = new Destination(owner, host, ids.get(), now, null, null);
    return books.write(
        book -> {
          if (book.destinations().count(owner) >= MAX_OF_ONE_OWNER) {
            throw new ProtocolException(
                ErrorCode.OVER_LIMIT, "at most %d sites each".formatted(MAX_OF_ONE_OWNER));
          }
          book.destinations().keep(fresh);
          return fresh;
        });
  }

  private Optional<Destination> find(PublicKey owner, String host)
      throws IOException, ProtocolException {
    return books.read(book -> book.destinations().find(owner, host));
  }

  /** One that was seen is looked for as long as its owner leaves it there. */
  private ControlToken token(Destination destination, Instant now) {
    var since = destination.seenAt() == null ? destination.askedAt() : now;
    return new ControlToken(
        coordinator.publicKey(),
        destination.owner(),
        destination.host(),
        destination.nonce(),
        since.plus(TO_PUBLISH).truncatedTo(ChronoUnit.MILLIS));
  }

  /**
   * Looks now.
   *
   * @throws ProtocolException NOT_FOUND if the proof is not there, saying what is: what was signed
   *     before is given to nobody any more; UNAVAILABLE if an opened site could not be looked at
   */
  public Envelope check(PublicKey owner, String host)
      throws IOException, ProtocolException, InterruptedException {
    var destination = find(owner, host).orElseThrow(() -> notOpened(host));
    return switch (look(destination)) {
      case Open(var entry) -> entry;
      case Unsure(var detail) ->
          throw new ProtocolException(ErrorCode.UNAVAILABLE, unsure(destination, detail));
    };
  }

  /** How a destination is after a look. */
  private sealed interface Standing {}

  private record Open(Envelope entry) implements Standing {}

  /** What was signed is as it was. */
  private record Unsure(String detail) implements Standing {}

  private Standing look(Destination destination)
      throws IOException, ProtocolException, InterruptedException {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var token = token(destination, now);
    var before = signed(destination);
    var verdict = Verdict.of(token, look.at(token), before.map(OpenedDestination::method), now);
    return switch (verdict) {
      case Verdict.Proven(var method) -> {
        var entry = statements.sign(token.opened(method, now), coordinator);
        keep(destination, entry, now);
        seen(destination);
        yield new Open(entry);
      }
      case Verdict.Gone(var detail) -> throw gone(destination, detail);
      case Verdict.Unknown(var detail) when before.isEmpty() -> throw gone(destination, detail);
      case Verdict.Unknown(var detail) -> {
        unseen(destination, before.get().notAfter(), detail);
        yield new Unsure(detail);
      }
    };
  }

  private Optional<OpenedDestination> signed(Destination destination) throws ProtocolException {
    var entry = destination.entry();
    return entry == null
        ? Optional.empty()
        : Optional.of(statements.read(entry, OpenedDestination.class));
  }

  private void seen(Destination destination) {
    if (setbacks.isOver(destination.owner(), destination.host())) {
      LOG.atInfo()
          .addKeyValue("host", destination.host())
          .log("an opened site's proof is seen again");
    }
  }

  private void unseen(Destination destination, Instant notAfter, String detail) {
    if (setbacks.isFirst(destination.owner(), destination.host(), clock.instant())) {
      LOG.atWarn()
          .addKeyValue("host", destination.host())
          .log(
              "an opened site's proof cannot be looked at; it stays open until {}, and is looked at"
                  + " again when a relay to it is asked for: {}",
              notAfter,
              detail);
    }
  }

  private ProtocolException gone(Destination destination, String detail)
      throws IOException, ProtocolException {
    keep(destination, null, null);
    var _ = setbacks.isOver(destination.owner(), destination.host());
    return new ProtocolException(
        ErrorCode.NOT_FOUND,
        ("no proof of control of %1$s was seen: %2$s. Publish what lumora-consumer open-destination"
                + " %1$s says, where the coordinator can reach it, and check again")
            .formatted(destination.host(), detail));
  }

  private String unsure(Destination destination, String detail) throws ProtocolException {
    var until = signed(destination).map(OpenedDestination::notAfter);
    boolean isOpen = held(destination, clock.instant()).isPresent();
    return "the proof of control of %s could not be looked at: %s. %s until %s; check again once it can be reached"
        .formatted(
            destination.host(),
            detail,
            isOpen ? "The site stays open" : "The site was open",
            until.map(Instant::toString).orElse("now"));
  }

  private void keep(Destination before, @Nullable Envelope entry, @Nullable Instant seenAt)
      throws IOException, ProtocolException {
    books.write(
        book -> {
          book.destinations()
              .keep(
                  new Destination(
                      before.owner(),
                      before.host(),
                      before.nonce(),
                      before.askedAt(),
                      entry,
                      seenAt));
          return true;
        });
  }

  /**
   * The entry of a site that is open now. One whose proof cannot be looked at stays so until its
   * entry's time is over.
   *
   * @throws ProtocolException NOT_FOUND if it is not, UNAVAILABLE if nobody can say, saying why
   */
  public Envelope opened(PublicKey owner, String host)
      throws IOException, ProtocolException, InterruptedException {
    var destination = find(owner, host).orElseThrow(() -> notOpened(host));
    var seenAt = destination.seenAt();
    if (seenAt == null) {
      throw notOpened(host);
    }
    var now = clock.instant();
    var held = held(destination, now);
    boolean isFresh = now.isBefore(seenAt.plus(terms.lookAgain()));
    if (held.isPresent() && (isFresh || setbacks.isPausing(owner, host, now))) {
      return held.get();
    }
    return switch (look(destination)) {
      case Open(var entry) -> entry;
      case Unsure(var detail) -> {
        if (held.isEmpty()) {
          throw new ProtocolException(ErrorCode.UNAVAILABLE, unsure(destination, detail));
        }
        yield held.get();
      }
    };
  }

  /** What was signed, until its own time is over. */
  private Optional<Envelope> held(Destination destination, Instant now) throws ProtocolException {
    return signed(destination)
        .filter(opened -> now.isBefore(opened.notAfter()))
        .map(_ -> Objects.requireNonNull(destination.entry()));
  }

  private static ProtocolException notOpened(String host) {
    return new ProtocolException(
        ErrorCode.NOT_FOUND,
        host
            + " is not opened for you: prove control of it first (lumora-consumer open-destination "
            + host
            + ")");
  }
}
