package network.lumora.coordinator.challenge;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.Outbox;
import network.lumora.coordinator.book.ProvenLine;
import network.lumora.proof.fraud.ChallengerScore;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.LineGrade;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.LinksFound;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.wire.StatementCodec;

/** Signs what came of challenges, stores it and sends it to the log. Thread-safe. */
public final class Verdicts {
  private final Books books;
  private final Signer coordinator;
  private final Runnable nudge;
  private final InstantSource clock;
  private final StatementCodec statements = new StatementCodec();

  /**
   * @param nudge told when something waits for the log
   */
  public Verdicts(Books books, Signer coordinator, Runnable nudge, InstantSource clock) {
    this.books = books;
    this.coordinator = coordinator;
    this.nudge = nudge;
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
              for (var opinion : measured.opinions().entrySet()) {
                var slot = new ChallengerScore.Slot(agent, opinion.getValue());
                book.scores().add(opinion.getKey(), slot, clock.instant());
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
        after(history.before().stream().map(ProvenLine::endedAt).reduce((_, last) -> last)));
  }

  private static String link(Book book, PublicKey agent) throws IOException {
    Optional<String> known = book.links().of(agent);
    return known.isPresent() ? known.get() : book.links().begin(agent);
  }

  /** Who shares a line with whom. On return it is durable, and on its way to the log. */
  LinksFound pronounce(JointEnd.Measured measured, boolean oneLine)
      throws IOException, ProtocolException {
    var stated =
        books.write(
            book -> {
              var found = statement(book, measured, oneLine);
              book.outbox()
                  .add(
                      new Outbox.LinksAreFound(found.challengeId()),
                      statements.sign(found, coordinator));
              return found;
            });
    nudge.run();
    return stated;
  }

  private LinksFound statement(Book book, JointEnd.Measured measured, boolean oneLine)
      throws IOException {
    var endedAt = after(book.links().newestJoint(measured.agents()));
    book.links().found(measured.agents(), oneLine, endedAt);
    var turns = new ArrayList<LinksFound.Turn>();
    for (var turn : measured.turns()) {
      turns.add(
          new LinksFound.Turn(
              turn.result().agent(),
              turn.consent(),
              turn.challenger(),
              turn.record(),
              turn.result().solo(),
              link(book, turn.result().agent())));
    }
    return new LinksFound(
        measured.challengeId(),
        coordinator.publicKey(),
        JointTrial.DIRECTION,
        measured.secret(),
        measured.candidates(),
        turns,
        oneLine,
        endedAt);
  }

  /** The log wants the times of a line to grow, also where a clock was set back. */
  private Instant after(Optional<Instant> before) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var earliest = before.map(it -> it.plusMillis(1)).orElse(now);
    return now.isAfter(earliest) ? now : earliest;
  }
}
