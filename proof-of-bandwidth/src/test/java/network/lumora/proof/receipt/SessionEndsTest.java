package network.lumora.proof.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends of a session against each other. */
class SessionEndsTest {
  private static final int CHUNK = 65_536;
  private static final int CHUNKS_IN_WINDOW = Pair.WINDOW / CHUNK;

  private final Pair pair = new Pair(1);

  @Test
  void theProviderStopsWhenTwoWindowsWaitForASignature() throws Exception {
    var providing = pair.providingEnd();
    var receiving = pair.receivingEnd();

    move(providing, receiving, CHUNKS_IN_WINDOW);
    var first = receiving.sign(Pair.times(0, 42), pair.id());
    move(providing, receiving, CHUNKS_IN_WINDOW);
    assertThat(providing.allowance()).isZero();

    var answer = signed(providing.answer(first));
    receiving.countersigned(answer);
    assertThat(providing.allowance()).isEqualTo(Pair.WINDOW);
  }

  @Test
  void theReceiverTakesNothingBeyondAnUnsignedWindow() throws Exception {
    var receiving = pair.receivingEnd();
    for (int i = 0; i < CHUNKS_IN_WINDOW; i++) {
      receiving.received(pair.chunk(CHUNK));
    }

    assertThat(receiving.hasRoomFor(1)).isFalse();
    refuses(() -> receiving.received(pair.chunk(1)));
  }

  @Test
  void theReceiverStopsWhenTheProviderDoesNotSign() throws Exception {
    var receiving = pair.receivingEnd();
    for (int i = 0; i < ReceivingEnd.MAX_PENDING; i++) {
      receiving.received(pair.chunk(CHUNK));
      receiving.sign(Pair.times(i * 50L, 42), pair.id());
    }

    refuses(() -> receiving.received(pair.chunk(CHUNK)));
  }

  @Test
  void anOpenWindowIsSignedAfterASecond() throws Exception {
    var receiving = pair.receivingEnd();
    assertThat(receiving.isDue(ReceivingEnd.WINDOW_MICROS)).isFalse();
    receiving.received(pair.chunk(10));

    assertThat(receiving.isDue(ReceivingEnd.WINDOW_MICROS - 1)).isFalse();
    assertThat(receiving.isDue(ReceivingEnd.WINDOW_MICROS)).isTrue();
  }

  @Test
  void theProviderSignsNoByteMoreOrLessThanItSent() throws Exception {
    for (int forgotten : List.of(1, -1)) {
      var providing = pair.providingEnd();
      var receiving = pair.receivingEnd();
      move(providing, receiving, 2);
      receiving.received(pair.chunk(CHUNK + forgotten));
      providing.sent(pair.chunk(CHUNK));

      refused(
          providing.answer(receiving.sign(Pair.times(0, 42), pair.id())),
          WindowFault.COUNT_DIFFERS);
    }
  }

  @Test
  void theProviderSignsNoOtherBytesOfTheSameLength() throws Exception {
    var providing = pair.providingEnd();
    var receiving = pair.receivingEnd();
    providing.sent(pair.chunk(CHUNK));
    receiving.received(pair.chunk(CHUNK));

    refused(
        providing.answer(receiving.sign(Pair.times(0, 42), pair.id())), WindowFault.COUNT_DIFFERS);
  }

  @Test
  void bothCountWhatGoesBackToo() throws Exception {
    var providing = pair.providingEnd();
    var receiving = pair.receivingEnd();
    move(providing, receiving, 1);
    receiving.sent(700);
    providing.received(700);

    var answer = signed(providing.answer(receiving.sign(Pair.times(0, 42), pair.id())));
    assertThat(pair.read(answer).down().count()).isEqualTo(700);

    receiving.sent(1);
    refused(
        providing.answer(receiving.sign(Pair.times(42, 42), pair.id())), WindowFault.COUNT_DIFFERS);
  }

  @Test
  void theSameReceiptAgainGetsTheSameSignature() throws Exception {
    var providing = pair.providingEnd();
    var receiving = pair.receivingEnd();
    move(providing, receiving, 1);
    var receipt = receiving.sign(Pair.times(0, 42), pair.id());

    var first = signed(providing.answer(receipt));
    assertThat(signed(providing.answer(receipt))).isEqualTo(first);
    assertThat(providing.head().sequence()).isEqualTo(1);
  }

  @Test
  void anotherReceiptForTheSamePlaceIsKeptAsEvidence() throws Exception {
    var providing = pair.providingEnd();
    var receiving = pair.receivingEnd();
    var forgetful = pair.receivingEnd();
    var chunk = pair.chunk(CHUNK);
    providing.sent(chunk);
    receiving.received(chunk);
    forgetful.received(chunk);
    var before = signed(providing.answer(receiving.sign(Pair.times(0, 42), pair.id())));
    var now = forgetful.sign(Pair.times(0, 43), pair.id());

    assertThat(providing.answer(now)).isEqualTo(new Countersigning.Forked(before, now));
  }

  @Test
  void aReceiptOfAStrangerIsRefused() throws Exception {
    var stranger = new Pair(2);
    var receiving = new ReceivingEnd(pair.terms, Head.of(pair.terms), List.of(), stranger.receiver);
    receiving.received(pair.chunk(CHUNK));

    refused(
        pair.providingEnd().answer(receiving.sign(Pair.times(0, 42), pair.id())),
        WindowFault.SIGNATURE);
  }

  @Test
  void theProviderMustNotSignFirst() throws Exception {
    var window = pair.signed(pair.next(Head.of(pair.terms), 10, Pair.times(0, 42)));
    var turned =
        new Envelope(
            window.envelope().payloadType(),
            window.envelope().payload(),
            window.envelope().signatures().reversed());

    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> Signatures.requireBoth(turned, pair.terms));
    Signatures.requireBoth(window.envelope(), pair.terms);
  }

  @Test
  void theGrantEndsTheSession() throws Exception {
    var providing = pair.providingEnd();
    var receiving = pair.receivingEnd();
    long left = pair.grant.maxBytes().count();
    int millis = 0;
    while (providing.allowance() >= CHUNK) {
      for (int i = 0; i < CHUNKS_IN_WINDOW && providing.allowance() >= CHUNK; i++) {
        move(providing, receiving, 1);
        left -= CHUNK;
      }
      millis += 42;
      receiving.countersigned(
          signed(providing.answer(receiving.sign(Pair.times(millis - 42, 42), pair.id()))));
    }

    assertThat(left).isBetween(0L, (long) CHUNK);
    refuses(() -> receiving.received(pair.chunk(CHUNK)));
  }

  /**
   * Either end may restart and any answer be lost: no receipt is lost, no sequence signed twice.
   */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void survivesRestartsAndLostAnswers(long seed) throws Exception {
    var hazard = new Pair(seed);
    var providing = hazard.providingEnd();
    var receiving = hazard.receivingEnd();
    for (int i = 0; i < 60; i++) {
      var chunk = hazard.chunk(1 + hazard.random.nextInt(CHUNK));
      providing.sent(chunk);
      receiving.received(chunk);
      receiving.sign(Pair.times(i * 50L, 42), hazard.id());
      boolean isAnswered = false;
      while (!isAnswered) {
        var answer = signed(providing.answer(receiving.oldestPending().orElseThrow()));
        if (hazard.random.nextInt(3) == 0) {
          providing =
              new ProvidingEnd(hazard.terms, providing.head(), providing.newest(), hazard.provider);
        }
        if (hazard.random.nextInt(3) == 0) {
          receiving = hazard.receivingEnd(receiving.confirmed(), receiving.pending());
        }
        isAnswered = hazard.random.nextBoolean();
        if (isAnswered) {
          receiving.countersigned(answer);
        }
      }
    }

    assertThat(receiving.confirmed()).isEqualTo(providing.head());
    assertThat(providing.head().sequence()).isEqualTo(60);
  }

  @Test
  void onlyTheFirstTheLastAndOneInTenSecondsAreSubmitted() {
    var submission = new Submission();
    int submitted = 0;
    for (int i = 0; i < 600; i++) {
      var receipt = pair.next(Head.of(pair.terms), 10, Pair.times(i * 50L, 50));
      submitted += submission.wants(receipt, i == 599) ? 1 : 0;
    }
    assertThat(submitted).isEqualTo(4);
  }

  private void move(ProvidingEnd providing, ReceivingEnd receiving, int chunks)
      throws ProtocolException {
    for (int i = 0; i < chunks; i++) {
      var chunk = pair.chunk(CHUNK);
      providing.sent(chunk);
      receiving.received(chunk);
    }
  }

  private static Envelope signed(Countersigning answer) {
    assertThat(answer).isInstanceOf(Countersigning.Signed.class);
    return Optional.of(answer)
        .map(Countersigning.Signed.class::cast)
        .map(Countersigning.Signed::receipt)
        .orElseThrow();
  }

  private static void refused(Countersigning answer, WindowFault fault) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Countersigning.Refused.class, refused -> assertThat(refused.fault()).isEqualTo(fault));
  }

  private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OVER_LIMIT));
  }
}
