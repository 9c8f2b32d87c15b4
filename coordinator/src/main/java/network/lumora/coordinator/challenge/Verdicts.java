package network.lumora.coordinator.challenge;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.Outbox;
import network.lumora.coordinator.book.ProvenLine;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.LineGrade;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.wire.StatementCodec;

/** Signs what came of challenges, stores it and sends it to the log. Thread-safe. */
public final class Verdicts {
  private final Books books;
  private final Signer coordinator;
  private final Runnable nudge;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final StatementCodec statements = new StatementCodec();

  /**
   * @param nudge told when something waits for the log
   */
  public Verdicts(
      Books books,
      Signer coordinator,
      Runnable nudge,
      RandomGenerator random,
      InstantSource clock) {
    this.books = books;
    this.coordinator = coordinator;
    this.nudge = nudge;
    this.random = random;
    this.clock = clock;
  }

  /** On return it is durable, and on its way to the log. */
  LineProven pronounce(
      PublicKey agent, ChallengeDirection direction, TrialEnd.Measured measured, History history)
      throws IOException, ProtocolException {
    var stated =
        books.write(
            book -> {
              var proven = statement(book, agent, direction, measured, history);
              var entry = statements.sign(proven, coordinator);
              book.lines().add(ProvenLine.of(proven, entry));
              book.outbox().add(new Outbox.LineIsProven(proven.challengeId(), agent), entry);
              for (var challenger : measured.disagreeing()) {
                book.disagreements().add(challenger, agent, clock.instant());
              }
              return proven;
            });
    nudge.run();
    return stated;
  }

  private LineProven statement(
      Book book,
      PublicKey agent,
      ChallengeDirection direction,
      TrialEnd.Measured measured,
      History history)
      throws IOException {
    return new LineProven(
        measured.challengeId(),
        agent,
        coordinator.publicKey(),
        direction,
        measured.consent(),
        measured.secret(),
        measured.candidates(),
        measured.slots(),
        measured.value(),
        history.provenWith(measured.value()),
        LineGrade.of(measured.slots().size(), measured.path() == SlotPath.WEBSOCKET),
        link(book, agent),
        endedAt(history));
  }

  private String link(Book book, PublicKey agent) throws IOException {
    Optional<String> known = book.links().of(agent);
    if (known.isPresent()) {
      return known.get();
    }
    var fresh = Seat.id(random);
    book.links().put(agent, fresh);
    return fresh;
  }

  /** The log wants the times of a line to grow, also where a clock was set back. */
  private Instant endedAt(History history) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (history.before().isEmpty()) {
      return now;
    }
    var after = history.before().getLast().endedAt().plusMillis(1);
    return now.isAfter(after) ? now : after;
  }
}
