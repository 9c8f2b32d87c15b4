package network.lumora.proof.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.Head;
import network.lumora.proof.receipt.Pair;
import network.lumora.proof.receipt.SignedWindow;
import network.lumora.proof.receipt.WindowFault;
import network.lumora.proof.receipt.WindowTimes;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

/** The rules together, on a session as the coordinator sees it. */
class ExaminationTest {
  private final Pair pair = new Pair(6);
  private final Memory memory = new Memory();
  private final Examination examination = new Examination(memory, memory);

  @Test
  void anHonestSessionCountsOnce() throws IOException {
    var one = pair.signed(pair.next(Head.of(pair.terms), 400_000, Pair.times(0, 42)));
    var two = pair.signed(pair.next(one.head(), 400_000, Pair.times(42, 42)));

    assertThat(examine(one)).isInstanceOf(Ruling.Counts.class);
    assertThat(examine(one)).isEqualTo(new Ruling.KnownAlready());
    assertThat(examine(two))
        .isInstanceOfSatisfying(
            Ruling.Counts.class,
            counts -> assertThat(counts.claim().up().count()).isEqualTo(400_000));
    assertThat(examine(one)).isEqualTo(new Ruling.KnownAlready());
  }

  @Test
  void aReceiptThatWasOvertakenChangesNothing() throws IOException {
    var one = pair.signed(pair.next(Head.of(pair.terms), 400_000, Pair.times(0, 42)));
    var two = pair.signed(pair.next(one.head(), 400_000, Pair.times(42, 42)));

    assertThat(examine(two)).isInstanceOf(Ruling.Counts.class);
    assertThat(examine(one)).isEqualTo(new Ruling.KnownAlready());
  }

  @Test
  void twoBodiesForOnePlaceAreAFork() throws IOException {
    var start = Head.of(pair.terms);
    var one = pair.signed(pair.next(start, 400_000, Pair.times(0, 42)));
    var other = pair.signed(pair.next(start, 500_000, Pair.times(0, 42)));

    examine(one);
    assertThat(found(examine(other)))
        .isEqualTo(
            new Finding.Forked(
                Set.of(pair.receiver.publicKey(), pair.provider.publicKey()),
                one.envelope(),
                other.envelope()));
  }

  @Test
  void anEarlierPlaceWithMoreBytesIsAForkToo() throws IOException {
    var one = pair.signed(pair.next(Head.of(pair.terms), 400_000, Pair.times(0, 42)));
    var two = pair.signed(pair.next(one.head(), 10, Pair.times(42, 42)));
    var greedy = pair.signed(pair.next(Head.of(pair.terms), 500_000, Pair.times(0, 42)));

    examine(two);
    assertThat(found(examine(greedy))).isInstanceOf(Finding.Forked.class);
  }

  @Test
  void aChainThatLeadsElsewhereIsBroken() throws IOException {
    var start = Head.of(pair.terms);
    var one = pair.signed(pair.next(start, 400_000, Pair.times(0, 42)));
    var other = pair.signed(pair.next(start, 400_000, Pair.times(0, 42)));
    examine(one);

    assertThat(examine(pair.signed(pair.next(other.head(), 10, Pair.times(42, 42)))))
        .isInstanceOfSatisfying(
            Ruling.Broken.class, it -> assertThat(it.fault()).isEqualTo(WindowFault.PREVIOUS));
  }

  @Test
  void aNonceServesOnce() throws IOException {
    var one = pair.signed(pair.next(Head.of(pair.terms), 400_000, Pair.times(0, 42)));
    examine(one);
    var again = withNonce(pair.next(one.head(), 10, Pair.times(42, 42)), one.receipt().nonce());

    assertThat(found(examine(pair.signed(again))))
        .isEqualTo(new Finding.Replayed(one.receipt().nonce(), pair.terms.grantId(), 1));
  }

  @Test
  void oneServiceIsNotPaidUnderTwoGrants() throws IOException {
    var one = content();
    examine(one, first(one, Pair.times(0, 9_000)));
    var second = content();
    var later = content();

    assertThat(found(examine(second, first(second, Pair.times(1_000, 9_000)))))
        .isEqualTo(new Finding.ClaimedTwice(second.grantId(), one.grantId()));
    assertThat(examine(later, first(later, Pair.times(9_000, 1_000))))
        .isInstanceOf(Ruling.Counts.class);
  }

  private Terms content() {
    return pair.terms(pair.grant("subject 6", TrafficKind.CONTENT));
  }

  @Test
  void aPayerMayHaveTwoRelaysToOnePlaceAtOnce() throws IOException {
    examine(pair.signed(pair.next(Head.of(pair.terms), 400_000, Pair.times(0, 9_000))));
    var second = pair.terms(pair.grant("subject 6"));

    assertThat(examine(second, first(second, Pair.times(1_000, 9_000))))
        .isInstanceOf(Ruling.Counts.class);
  }

  @Test
  void sessionsOfOneLineShareItsCapacity() throws IOException {
    memory.setCapacity(
        Pair.LINK, new LineRate.Capacity(new BytesPerSecond(50_000), new BytesPerSecond(50_000)));
    var other = pair.terms(pair.grant("other"));

    assertThat(examine(pair.signed(pair.next(Head.of(pair.terms), 400_000, Pair.times(0, 8_000)))))
        .isInstanceOf(Ruling.Counts.class);
    assertThat(found(examine(other, first(other, Pair.times(0, 8_000)))))
        .isInstanceOf(Finding.OverCapacity.class);
    assertThat(examine(other, first(other, Pair.times(8_000, 8_000))))
        .isInstanceOf(Ruling.Counts.class);
  }

  @Test
  void timesThatCannotBeAreFound() throws IOException {
    var start = Head.of(pair.terms);
    var future = pair.signed(pair.next(start, 10, Pair.times(2_100, 42)));
    assertThat(found(examination.of(pair.terms, future, Pair.START)))
        .isInstanceOf(Finding.WrongTime.class);

    var stretched = new WindowTimes(Pair.START, Pair.START.plusMillis(1_000), 900_000, 0);
    assertThat(found(examine(pair.signed(pair.next(start, 10, stretched)))))
        .isInstanceOf(Finding.WrongTime.class);

    var one = pair.signed(pair.next(start, 10, Pair.times(0, 5_000)));
    examine(one);
    assertThat(found(examine(pair.signed(pair.next(one.head(), 10, Pair.times(4_000, 900))))))
        .isInstanceOf(Finding.WrongTime.class);
  }

  @Test
  void twoThatAreOneAreNotPaid() throws IOException {
    var near = new WindowTimes(Pair.START, Pair.START.plusMillis(42), 42_000, 999);
    var window = pair.signed(pair.next(Head.of(pair.terms), 10, near));
    assertThat(found(examine(window))).isEqualTo(new Finding.SelfDealt(Finding.Sameness.HAIRPIN));

    memory.setParty(party(pair.provider.publicKey()));
    memory.setParty(party(pair.receiver.publicKey()));
    var far = pair.signed(pair.next(Head.of(pair.terms), 10, Pair.times(0, 42)));
    assertThat(found(examine(far))).isEqualTo(new Finding.SelfDealt(Finding.Sameness.LINK));
  }

  private static SelfDealing.Party party(network.lumora.protocol.identity.PublicKey key) {
    return new SelfDealing.Party(key, key, Optional.of(Pair.LINK));
  }

  private SignedWindow first(Terms terms, WindowTimes times) {
    var plain = pair.next(Head.of(terms), 400_000, times);
    return pair.signed(
        new WindowReceipt(
            terms.grantId(),
            1,
            terms.payloadSha256(),
            plain.up(),
            plain.down(),
            plain.startedAt(),
            plain.endedAt(),
            plain.durationMicros(),
            plain.nonce(),
            Sha256.of("bytes"),
            plain.linkId(),
            plain.minRttMicros()));
  }

  private static WindowReceipt withNonce(WindowReceipt plain, String nonce) {
    return new WindowReceipt(
        plain.grantId(),
        plain.sequence(),
        plain.previousSha256(),
        plain.up(),
        plain.down(),
        plain.startedAt(),
        plain.endedAt(),
        plain.durationMicros(),
        nonce,
        plain.transcriptSha256(),
        plain.linkId(),
        plain.minRttMicros());
  }

  private Ruling examine(SignedWindow window) throws IOException {
    return examine(pair.terms, window);
  }

  private Ruling examine(Terms terms, SignedWindow window) throws IOException {
    Instant arrived = window.receipt().endedAt().plusMillis(80);
    var ruling = examination.of(terms, window, arrived);
    if (ruling instanceof Ruling.Counts counts) {
      memory.add(terms, window, counts);
    }
    return ruling;
  }

  private static Finding found(Ruling ruling) {
    assertThat(ruling).isInstanceOf(Ruling.Found.class);
    return ((Ruling.Found) ruling).finding();
  }
}
