package network.lumora.proof.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.units.Bytes;
import org.junit.jupiter.api.Test;

class WindowRulesTest {
  private final Pair pair = new Pair(4);
  private final Head start = Head.of(pair.terms);

  @Test
  void theNextReceiptFollows() {
    var window = pair.signed(pair.next(start, Pair.WINDOW, Pair.times(0, 42)));

    assertThat(judge(start, window.receipt(), window.payloadSha256()))
        .isEqualTo(new WindowVerdict.Follows(window.head()));
  }

  @Test
  void aLaterReceiptFollowsIfTheWindowsBetweenCouldHoldIt() {
    follows(change(pair.next(start, 3L * Pair.WINDOW, Pair.times(0, 42)), 3));
    breaks(
        change(pair.next(start, 3L * Pair.WINDOW + 1, Pair.times(0, 42)), 3),
        WindowFault.WINDOW_TOO_LARGE);
  }

  @Test
  void aWindowIsNoLargerThanItsGrantAllows() {
    breaks(pair.next(start, Pair.WINDOW + 1, Pair.times(0, 42)), WindowFault.WINDOW_TOO_LARGE);
  }

  @Test
  void aWindowWithoutBytesIsNone() {
    breaks(pair.next(start, 0, Pair.times(0, 42)), WindowFault.COUNTER);
  }

  @Test
  void aCounterNeverFalls() {
    var head = Head.of(pair.next(start, 1_000, Pair.times(0, 42)), Sha256.of("one"));

    breaks(head, pair.next(head, -1, Pair.times(50, 42)), WindowFault.COUNTER);
  }

  @Test
  void aReceiptNamesTheOneBefore() {
    var head = Head.of(pair.next(start, 1_000, Pair.times(0, 42)), Sha256.of("one"));
    var other = Head.of(pair.next(start, 1_000, Pair.times(0, 42)), Sha256.of("other"));

    breaks(head, pair.next(other, 10, Pair.times(50, 42)), WindowFault.PREVIOUS);
    breaks(head, pair.next(start, 10, Pair.times(50, 42)), WindowFault.SEQUENCE);
  }

  @Test
  void aReceiptLiesWithinItsGrant() {
    long hour = 3_600_000;
    follows(pair.next(start, 10, Pair.times(hour, 1_900)));
    breaks(pair.next(start, 10, Pair.times(hour, 2_100)), WindowFault.OUTSIDE_TIME);
    breaks(pair.next(start, 10, Pair.times(-2_100, 42)), WindowFault.OUTSIDE_TIME);
    var other = new Pair(5);
    assertThat(
            WindowRules.judge(
                other.terms,
                Head.of(other.terms),
                pair.next(start, 10, Pair.times(0, 42)),
                Sha256.of("x")))
        .isInstanceOfSatisfying(
            WindowVerdict.Breaks.class,
            it -> assertThat(it.fault()).isEqualTo(WindowFault.OTHER_GRANT));
  }

  @Test
  void noCounterIsSoLargeThatItWraps() {
    var huge =
        new Head(1, Sha256.of("x"), new Bytes(0), new Bytes(0), Instant.EPOCH, start.transcript());
    var receipt = change(pair.next(huge, Long.MAX_VALUE, Pair.times(0, 42)), 2);
    var wrapping =
        new WindowReceipt(
            receipt.grantId(),
            2,
            receipt.previousSha256(),
            receipt.up(),
            new Bytes(Long.MAX_VALUE),
            receipt.startedAt(),
            receipt.endedAt(),
            receipt.durationMicros(),
            receipt.nonce(),
            receipt.transcriptSha256(),
            receipt.linkId(),
            0);

    breaks(huge, wrapping, WindowFault.OVER_GRANT);
  }

  private static WindowReceipt change(WindowReceipt receipt, long sequence) {
    return new WindowReceipt(
        receipt.grantId(),
        sequence,
        receipt.previousSha256(),
        receipt.up(),
        receipt.down(),
        receipt.startedAt(),
        receipt.endedAt(),
        receipt.durationMicros(),
        receipt.nonce(),
        receipt.transcriptSha256(),
        receipt.linkId(),
        receipt.minRttMicros());
  }

  private WindowVerdict judge(Head head, WindowReceipt receipt, Sha256 payloadSha256) {
    return WindowRules.judge(pair.terms, head, receipt, payloadSha256);
  }

  private void follows(WindowReceipt receipt) {
    assertThat(judge(start, receipt, Sha256.of("x"))).isInstanceOf(WindowVerdict.Follows.class);
  }

  private void breaks(WindowReceipt receipt, WindowFault fault) {
    breaks(start, receipt, fault);
  }

  private void breaks(Head head, WindowReceipt receipt, WindowFault fault) {
    assertThat(judge(head, receipt, Sha256.of("x")))
        .isInstanceOfSatisfying(
            WindowVerdict.Breaks.class, it -> assertThat(it.fault()).isEqualTo(fault));
  }
}
