package network.lumora.coordinator.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import network.lumora.coordinator.book.Absences;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.ProvenLine;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.store.SqliteBooks;
import network.lumora.proof.fraud.Finding;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.line.LinkId;
import network.lumora.proof.receipt.Phase;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.EpochClosed;
import network.lumora.protocol.message.LineGrade;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookLinesTest {
  private static final int BYTES = 400_000;

  /** What one session's windows take. */
  private static final long RATE = BYTES * 1_000L / Traffic.WINDOW_MILLIS;

  @TempDir Path data;
  private final IdentityKey coordinator = IdentityKey.generate();
  private final Traffic one = new Traffic(1);
  private final Traffic other = new Traffic(2);
  private SqliteBooks books;
  private WindowDesk desk;

  @BeforeEach
  void open() throws Exception {
    books = SqliteBooks.open(data.resolve("book.db"));
    desk =
        new WindowDesk(
            books, BookLines::new, coordinator, new Counts(), () -> Traffic.START.plusSeconds(60));
  }

  @AfterEach
  void close() throws Exception {
    books.close();
  }

  private void prove(PublicKey agent, long bytesPerSecond) throws Exception {
    books.write(
        book -> {
          for (var direction : ChallengeDirection.values()) {
            prove(book, agent, direction, bytesPerSecond);
          }
          return true;
        });
  }

  private void prove(Book book, PublicKey agent, ChallengeDirection direction, long rate)
      throws IOException {
    book.lines()
        .add(
            new ProvenLine(
                one.id(),
                agent,
                direction,
                Traffic.START,
                new BytesPerSecond(rate),
                new BytesPerSecond(rate),
                LineGrade.FIVE,
                book.links().begin(agent),
                OptionalLong.empty(),
                new StatementCodec().sign(new EpochClosed(0), coordinator)));
  }

  private void share() throws IOException, ProtocolException {
    books.write(
        book -> {
          book.links().found(agents(), true, Traffic.START);
          return true;
        });
  }

  private List<PublicKey> agents() {
    return List.of(one.provider.publicKey(), other.provider.publicKey());
  }

  private Terms granted(Traffic traffic) throws Exception {
    var own = LinkId.of(List.of(traffic.provider.publicKey()));
    return desk.grant(traffic.grant(coordinator.publicKey(), own)).terms();
  }

  @Test
  void twoIdentitiesOfOneLineMoveNoMoreThanItCarries() throws Exception {
    prove(one.provider.publicKey(), RATE * 11 / 10);
    prove(other.provider.publicKey(), RATE * 11 / 10);
    var first = granted(one);
    var second = granted(other);
    share();

    assertThat(desk.take(one.windows(first, 20, BYTES)))
        .allSatisfy(taken -> assertThat(taken).isInstanceOf(Taken.Counts.class));
    assertThat(desk.take(other.windows(second, 20, BYTES)))
        .anySatisfy(BookLinesTest::isOverCapacity);
    assertThat(desk.phase(first.grantId())).contains(Phase.OPEN);
    assertThat(desk.phase(second.grantId())).contains(Phase.DISPUTED);
  }

  @Test
  void twoWithALineEachMoveWhatEachCarries() throws Exception {
    prove(one.provider.publicKey(), RATE * 11 / 10);
    prove(other.provider.publicKey(), RATE * 11 / 10);

    for (var traffic : List.of(one, other)) {
      assertThat(desk.take(traffic.windows(granted(traffic), 20, BYTES)))
          .allSatisfy(taken -> assertThat(taken).isInstanceOf(Taken.Counts.class));
    }
  }

  @Test
  void aLineOfWhichNothingIsProvenHasNoBound() throws Exception {
    assertThat(desk.take(one.windows(granted(one), 20, BYTES)))
        .allSatisfy(taken -> assertThat(taken).isInstanceOf(Taken.Counts.class));
  }

  @Test
  void whoAvoidsJointChallengesHasAPartOfItsLine() throws Exception {
    prove(one.provider.publicKey(), RATE * 11 / 10);
    for (int i = 0; i < Absences.TOO_MANY; i++) {
      books.write(
          book -> {
            book.absences().add(one.provider.publicKey(), 2);
            return true;
          });
    }

    assertThat(desk.take(one.windows(granted(one), 20, BYTES)))
        .anySatisfy(BookLinesTest::isOverCapacity);
  }

  @Test
  void nobodyServesANeighbourBehindTheSameLine() throws Exception {
    prove(one.provider.publicKey(), RATE * 2);
    prove(one.receiver.publicKey(), RATE * 2);
    books.write(
        book -> {
          book.links()
              .found(
                  List.of(one.provider.publicKey(), one.receiver.publicKey()), true, Traffic.START);
          return true;
        });

    assertThat(desk.take(one.windows(granted(one), 1, BYTES)).getFirst())
        .isInstanceOfSatisfying(
            Taken.Found.class,
            it -> assertThat(it.finding()).isEqualTo(new Finding.SelfDealt(Finding.Sameness.LINK)));
  }

  private static void isOverCapacity(Taken taken) {
    assertThat(taken)
        .isInstanceOfSatisfying(
            Taken.Found.class,
            it -> assertThat(it.finding()).isInstanceOf(Finding.OverCapacity.class));
  }
}
