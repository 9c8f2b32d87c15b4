package network.lumora.proof.receipt;

import java.time.Duration;
import java.util.Optional;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.WindowVerdict.Breaks;
import network.lumora.proof.receipt.WindowVerdict.Follows;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.message.WindowReceipt;

/**
 * Judges the form of a session: each receipt against its grant and the one before. Pure.
 *
 * <p>Both ends see every receipt, the coordinator some of them: one that comes several windows
 * later follows too, if all those windows together could hold what moved.
 */
public final class WindowRules {
  /** How far an end's idea of the coordinator's clock may be wrong. */
  public static final Duration MAX_CLOCK_SKEW = Duration.ofSeconds(2);

  private WindowRules() {}

  /**
   * @param payloadSha256 of the receipt as it was signed
   */
  public static WindowVerdict judge(
      Terms terms, Head head, WindowReceipt receipt, Sha256 payloadSha256) {
    return grant(terms, receipt)
        .or(() -> place(head, receipt))
        .or(() -> bytes(terms, head, receipt))
        .map(WindowVerdict.class::cast)
        .orElseGet(() -> new Follows(Head.of(receipt, payloadSha256)));
  }

  private static Optional<Breaks> grant(Terms terms, WindowReceipt receipt) {
    if (!receipt.grantId().equals(terms.grantId())) {
      return breaks(WindowFault.OTHER_GRANT, "the receipt is for another grant");
    }
    if (!terms.linkId().equals(Optional.of(receipt.linkId()))) {
      return breaks(WindowFault.OTHER_LINK, "the receipt names another line than its grant");
    }
    if (receipt.startedAt().isBefore(terms.notBefore().minus(MAX_CLOCK_SKEW))
        || receipt.endedAt().isAfter(terms.notAfter().plus(MAX_CLOCK_SKEW))) {
      return breaks(WindowFault.OUTSIDE_TIME, "the window lies outside the time of its grant");
    }
    return Optional.empty();
  }

  private static Optional<Breaks> place(Head head, WindowReceipt receipt) {
    long step = receipt.sequence() - head.sequence();
    if (step < 1) {
      return breaks(
          WindowFault.SEQUENCE,
          "expected a sequence after %d, not %d".formatted(head.sequence(), receipt.sequence()));
    }
    if (step == 1 && !receipt.previousSha256().equals(head.payloadSha256())) {
      return breaks(WindowFault.PREVIOUS, "the receipt names another one as the one before");
    }
    return Optional.empty();
  }

  private static Optional<Breaks> bytes(Terms terms, Head head, WindowReceipt receipt) {
    if (receipt.up().compareTo(head.up()) < 0 || receipt.down().compareTo(head.down()) < 0) {
      return breaks(WindowFault.COUNTER, "a cumulative counter is smaller than before");
    }
    long total;
    try {
      total = Math.addExact(receipt.up().count(), receipt.down().count());
    } catch (ArithmeticException e) {
      return breaks(WindowFault.OVER_GRANT, "no grant is that large");
    }
    long moved = total - head.bytes().count();
    long step = receipt.sequence() - head.sequence();
    if (moved == 0) {
      return breaks(WindowFault.COUNTER, "nothing moved in this window");
    }
    if (total > terms.maxBytes().count()) {
      return breaks(
          WindowFault.OVER_GRANT,
          "%d bytes, granted were %d".formatted(total, terms.maxBytes().count()));
    }
    if ((moved - 1) / terms.windowBytes().count() >= step) {
      return breaks(
          WindowFault.WINDOW_TOO_LARGE,
          "%d bytes in %d windows of at most %d"
              .formatted(moved, step, terms.windowBytes().count()));
    }
    return Optional.empty();
  }

  private static Optional<Breaks> breaks(WindowFault fault, String detail) {
    return Optional.of(new Breaks(fault, detail));
  }
}
