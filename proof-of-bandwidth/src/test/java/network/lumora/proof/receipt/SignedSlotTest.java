package network.lumora.proof.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.lumora.proof.fraud.DoubleClaim;
import network.lumora.proof.fraud.Finding;
import network.lumora.proof.fraud.LineRate;
import network.lumora.proof.fraud.SelfDealing;
import network.lumora.proof.fraud.Times;
import network.lumora.proof.grant.Terms;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.ProverConsent;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.Test;

/** A slot's receipt, and the same rules on it as on windows and tasks. */
class SignedSlotTest {
  private static final Instant ASKED = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant STARTED = ASKED.plusSeconds(2);
  private static final Instant ARRIVED = STARTED.plusMillis(400);
  private static final Optional<String> LINK = Optional.of("d1".repeat(16));
  private static final BytesPerSecond RATE = new BytesPerSecond(6_250_000);

  private final StatementCodec statements = new StatementCodec();
  private final IdentityKey coordinator = IdentityKey.generate();
  private final IdentityKey prover = IdentityKey.generate();
  private final IdentityKey challenger = IdentityKey.generate();

  private Terms terms(String challengeId) {
    var consent =
        new ProverConsent(
            challengeId,
            prover.publicKey(),
            coordinator.publicKey(),
            ChallengeDirection.DOWN,
            Sha256.of("secret"),
            Sha256.of("candidates"),
            "0f".repeat(16));
    var slot =
        new ToAgent.ProveSlot(
            challengeId,
            3,
            ChallengeDirection.DOWN,
            challenger.publicKey(),
            SlotPath.UDP,
            "198.51.100.4",
            8482,
            "a1".repeat(16),
            null,
            null);
    return Terms.of(
        consent,
        slot,
        new Bytes(4_000_000),
        ASKED,
        ASKED.plusSeconds(30),
        Sha256.of(statements.sign(consent, prover).payload()));
  }

  private SlotRecord record(String challengeId, long bytes) {
    return new SlotRecord(
        challengeId,
        3,
        ChallengeDirection.DOWN,
        prover.publicKey(),
        challenger.publicKey(),
        new Bytes(bytes),
        RATE,
        RATE,
        9_000,
        SlotPath.UDP,
        Sha256.of("every byte"),
        STARTED);
  }

  private static final String ID = "c0".repeat(16);

  private SignedSlot check(SlotRecord recorded, SlotRecord confirmed) throws ProtocolException {
    return SignedSlot.check(
        terms(ID),
        statements.sign(recorded, challenger),
        statements.sign(SignedSlot.confirmation(confirmed), prover));
  }

  private void assertConflict(SlotRecord recorded, SlotRecord confirmed) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> check(recorded, confirmed))
        .extracting(ProtocolException::code)
        .isEqualTo(ErrorCode.CONFLICT);
  }

  @Test
  void bothEndsHaveSignedTheSameBytes() throws ProtocolException {
    var record = record(ID, 560_000);

    assertThat(check(record, record).record()).isEqualTo(record);
  }

  @Test
  void oneEndAloneCannotSayMore() {
    assertConflict(record(ID, 570_000), record(ID, 560_000));
    assertConflict(record(ID, 560_000), record(ID, 570_000));
  }

  @Test
  void aReceiptOfAnotherChallengeIsAReplay() {
    var other = record("c1".repeat(16), 560_000);

    assertConflict(other, other);
  }

  @Test
  void moreThanWasAgreedToIsNoReceiptOfIt() {
    var much = record(ID, 4_000_001);

    assertConflict(much, much);
  }

  @Test
  void aSignatureOfSomebodyElseIsNone() {
    var record = record(ID, 560_000);

    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(
            () ->
                SignedSlot.check(
                    terms(ID),
                    statements.sign(record, prover),
                    statements.sign(SignedSlot.confirmation(record), prover)))
        .extracting(ProtocolException::code)
        .isEqualTo(ErrorCode.BAD_SIGNATURE);
  }

  @Test
  void itsBytesCountAgainstTheLineLikeAllOthers() {
    var claim = Claim.of(record(ID, 560_000), LINK, ARRIVED);
    var tooMuch = Claim.of(record(ID, 3_900_000), LINK, ARRIVED);
    var capacity = new LineRate.Capacity(RATE, RATE);

    assertThat(claim.down()).isEqualTo(new Bytes(560_000));
    assertThat(claim.up()).isEqualTo(Bytes.NONE);
    assertThat(LineRate.judge(LINK.orElseThrow(), claim, List.of(), capacity)).isEmpty();
    assertThat(LineRate.judge(LINK.orElseThrow(), tooMuch, List.of(), capacity))
        .get()
        .isInstanceOf(Finding.OverCapacity.class);
  }

  @Test
  void oneServiceUnderTwoChallengesAtOnceIsClaimedTwice() {
    var claim = Claim.of(record(ID, 560_000), LINK, ARRIVED.plusSeconds(5));
    var one = service(terms(ID), claim);
    var other = service(terms("c1".repeat(16)), claim);

    assertThat(DoubleClaim.judge(one, List.of(other))).isPresent();
    assertThat(DoubleClaim.judge(one, List.of(one))).isEmpty();
  }

  private static DoubleClaim.Service service(Terms terms, Claim claim) {
    return new DoubleClaim.Service(
        terms.grantId(),
        terms.subjectSha256(),
        terms.provider(),
        terms.receiver(),
        claim.from(),
        claim.to());
  }

  @Test
  void aSlotThatBeganBeforeItWasAskedForOrAfterItCameIsFound() {
    var record = record(ID, 560_000);

    assertThat(Times.judge(record, ASKED, ARRIVED)).isEmpty();
    assertThat(Times.judge(record, STARTED.plusSeconds(3), ARRIVED)).isPresent();
    assertThat(Times.judge(record, ASKED, STARTED.minusSeconds(3))).isPresent();
  }

  @Test
  void aChallengerBehindTheProversOwnLineIsSelfDealing() {
    var party = new SelfDealing.Party(prover.publicKey(), prover.publicKey(), LINK);
    var neighbour = new SelfDealing.Party(challenger.publicKey(), challenger.publicKey(), LINK);

    assertThat(SelfDealing.judge(party, neighbour, record(ID, 1).minRttMicros())).isPresent();
  }
}
