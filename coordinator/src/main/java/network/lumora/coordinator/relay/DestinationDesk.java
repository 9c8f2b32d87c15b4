package network.lumora.coordinator.relay;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.Destinations.Destination;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.destination.Control;
import network.lumora.protocol.destination.ControlRule;
import network.lumora.protocol.destination.ControlToken;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.DestinationProof;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;

/** Opens the sites of owners who prove control of them. Thread-safe; waits for sites. */
public final class DestinationDesk {
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
   * @throws ProtocolException NOT_FOUND if the proof is not there, saying what is; what was signed
   *     before is given to nobody any more
   */
  public Envelope check(PublicKey owner, String host)
      throws IOException, ProtocolException, InterruptedException {
    var destination = find(owner, host).orElseThrow(() -> notOpened(host));
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var token = token(destination, now);
    var seen = look.at(token);
    var missing = new ArrayList<String>();
    for (var evidence : seen.evidence()) {
      switch (ControlRule.judge(token, evidence, now)) {
        case Control.Proven(var method) -> {
          var entry = statements.sign(token.opened(method, now), coordinator);
          keep(destination, entry, now);
          return entry;
        }
        case Control.Missing(var detail) -> missing.add(detail);
      }
    }
    if (!seen.trouble().isEmpty()) {
      missing.add(seen.trouble());
    }
    keep(destination, null, null);
    throw new ProtocolException(
        ErrorCode.NOT_FOUND,
        "no proof of control of %s is there: %s".formatted(host, String.join("; ", missing)));
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
   * The entry of a site that is open now.
   *
   * @throws ProtocolException NOT_FOUND if it is not, saying why
   */
  public Envelope opened(PublicKey owner, String host)
      throws IOException, ProtocolException, InterruptedException {
    var destination = find(owner, host).orElseThrow(() -> notOpened(host));
    var entry = destination.entry();
    var seenAt = destination.seenAt();
    if (entry == null || seenAt == null) {
      throw notOpened(host);
    }
    boolean isFresh = clock.instant().isBefore(seenAt.plus(terms.lookAgain()));
    return isFresh ? entry : check(owner, host);
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
