package network.lumora.coordinator.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.count.Event;
import network.lumora.coordinator.store.SqliteBooks;
import network.lumora.proof.fraud.Finding;
import network.lumora.proof.fraud.LineRate;
import network.lumora.proof.fraud.Lines;
import network.lumora.proof.fraud.SelfDealing;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.Phase;
import network.lumora.proof.receipt.WindowFault;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowDeskTest {
  private static final String LINK = "a".repeat(32);
  private static final int BYTES = 400_000;

  @TempDir Path data;
  private final IdentityKey coordinator = IdentityKey.generate();
  private final Traffic traffic = new Traffic();
  private final AtomicReference<Instant> now = new AtomicReference<>(Traffic.START.plusSeconds(60));
  private final Counts counts = new Counts();
  private SqliteBooks books;
  private WindowDesk desk;
  private Terms terms;

  @BeforeEach
  void open() throws Exception {
    books = SqliteBooks.open(data.resolve("book.db"));
    desk = desk(Lines.unknown());
    terms = desk.grant(traffic.grant(coordinator.publicKey(), LINK)).terms();
  }

  @AfterEach
  void close() throws Exception {
    books.close();
  }

  private WindowDesk desk(Lines lines) {
    return new WindowDesk(books, _ -> lines, coordinator, counts, now::get);
  }

  @Test
  void countsWhatBothEndsSignedOnceAndForGood() throws Exception {
    var receipts = traffic.windows(terms, 3, BYTES);
    var counts = List.of(counts(1), counts(2), counts(3));

    assertThat(desk.take(receipts)).isEqualTo(counts);
    assertThat(desk.take(receipts)).isEqualTo(counts);
    assertThat(desk(Lines.unknown()).take(receipts.reversed())).isEqualTo(counts.reversed());
    assertThat(desk.phase(terms.grantId())).contains(Phase.OPEN);
    var head = books.read(book -> book.windows().head(terms));
    assertThat(head.sequence()).isEqualTo(3);
    assertThat(head.up().count()).isEqualTo(3L * BYTES);
    var second = books.read(book -> book.windows().at(terms.grantId(), 2));
    assertThat(second).contains(receipts.get(1));
  }

  @Test
  void theLastReceiptStandsForThoseThatNeverCame() throws Exception {
    var receipts = traffic.windows(terms, 50, BYTES);

    assertThat(desk.take(List.of(receipts.getFirst(), receipts.getLast())))
        .containsExactly(counts(1), counts(50));
    assertThat(books.read(book -> book.windows().head(terms)).up().count()).isEqualTo(50L * BYTES);
  }

  @Test
  void bytesAreCountedOnceWhicheverEndTells() throws Exception {
    var receipts = traffic.windows(terms, 50, BYTES);

    desk.take(List.of(receipts.getFirst(), receipts.getLast()));
    desk.take(List.of(receipts.getLast()));

    assertThat(counts.sum(Event.BYTES_RELAYED)).isEqualTo(50L * BYTES);
  }

  @Test
  void keepsBothBodiesOfAFork() throws Exception {
    var one = traffic.windows(terms, 1, BYTES).getFirst();
    var other = traffic.windows(terms, 1, BYTES + 1).getFirst();

    desk.take(List.of(one));
    assertThat(desk.take(List.of(other)).getFirst()).isInstanceOf(Taken.Found.class);
    assertThat(desk.phase(terms.grantId())).contains(Phase.DISPUTED);
    var kept = books.read(book -> book.evidence().newest(10));
    assertThat(kept).hasSize(2);
    assertThat(kept)
        .allSatisfy(
            each -> {
              assertThat(each.kind()).isEqualTo("FORKED");
              assertThat(each.bodies()).containsExactly(one, other);
            });
    assertThat(kept)
        .extracting(each -> each.against())
        .containsExactlyInAnyOrder(traffic.provider.publicKey(), traffic.receiver.publicKey());
  }

  @Test
  void aDisputedSessionTakesNoMore() throws Exception {
    var receipts = traffic.windows(terms, 2, BYTES);
    desk.take(List.of(receipts.getFirst()));
    desk.take(traffic.windows(terms, 1, BYTES + 1));

    assertThat(desk.take(List.of(receipts.get(1))))
        .containsExactly(new Taken.Over(terms.grantId(), 2, Phase.DISPUTED));
  }

  @Test
  void countsNothingThatOneEndHasNotSigned() throws Exception {
    var whole = traffic.windows(terms, 1, BYTES).getFirst();
    var half = new Envelope(whole.payloadType(), whole.payload(), whole.signatures().subList(0, 1));

    assertThat(desk.take(List.of(half)).getFirst())
        .isInstanceOfSatisfying(
            Taken.Refused.class, it -> assertThat(it.fault()).isEqualTo(WindowFault.SIGNATURE));
    assertThat(desk.take(List.of(whole))).containsExactly(counts(1));
  }

  @Test
  void countsNothingWithoutAGrantOfOurs() throws Exception {
    var stranger = traffic.grant(coordinator.publicKey(), LINK);
    var receipts = traffic.windows(Terms.of(stranger, terms.payloadSha256()), 1, BYTES);

    assertThat(desk.take(receipts).getFirst())
        .isInstanceOfSatisfying(
            Taken.Refused.class, it -> assertThat(it.fault()).isEqualTo(WindowFault.OTHER_GRANT));
  }

  @Test
  void countsNothingADayAfterTheGrant() throws Exception {
    now.set(terms.notAfter().plusSeconds(24 * 3_600 + 1));

    assertThat(desk.take(traffic.windows(terms, 1, BYTES)))
        .containsExactly(new Taken.Over(terms.grantId(), 1, Phase.EXPIRED));
  }

  @Test
  void sessionsOfOneLineMoveNoMoreThanItCarries() throws Exception {
    var proven = desk(line(BYTES * 1_000L / Traffic.WINDOW_MILLIS));
    assertThat(proven.take(traffic.windows(terms, 20, BYTES)))
        .allSatisfy(taken -> assertThat(taken).isInstanceOf(Taken.Counts.class));

    var second = proven.grant(traffic.grant(coordinator.publicKey(), LINK)).terms();
    assertThat(proven.take(traffic.windows(second, 20, BYTES)))
        .anySatisfy(
            taken ->
                assertThat(taken)
                    .isInstanceOfSatisfying(
                        Taken.Found.class,
                        it -> assertThat(it.finding()).isInstanceOf(Finding.OverCapacity.class)));
    assertThat(proven.phase(terms.grantId())).contains(Phase.OPEN);
    assertThat(proven.phase(second.grantId())).contains(Phase.DISPUTED);
  }

  @Test
  void takesSoManyAtOnceAndNoMore() throws Exception {
    var receipts = traffic.windows(terms, WindowDesk.MAX_BATCH + 1, BYTES);

    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> desk.take(receipts))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OVER_LIMIT));
    assertThat(desk.take(receipts.subList(0, WindowDesk.MAX_BATCH))).hasSize(WindowDesk.MAX_BATCH);
  }

  private Taken counts(long sequence) {
    return new Taken.Counts(terms.grantId(), sequence);
  }

  private static Lines line(long bytesPerSecond) {
    return new Lines() {
      @Override
      public Optional<LineRate.Capacity> capacity(String linkId) {
        var rate = new BytesPerSecond(bytesPerSecond);
        return Optional.of(new LineRate.Capacity(rate, rate));
      }

      @Override
      public SelfDealing.Party party(PublicKey key) {
        return SelfDealing.Party.of(key);
      }
    };
  }
}
