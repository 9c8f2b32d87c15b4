package network.lumora.coordinator.settle;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.lumora.proof.fraud.Finding;
import network.lumora.proof.fraud.Known;
import network.lumora.proof.fraud.LineRate;
import network.lumora.proof.fraud.Lines;
import network.lumora.proof.fraud.SelfDealing;
import network.lumora.proof.fraud.Times;
import network.lumora.proof.receipt.Claim;
import network.lumora.protocol.message.Receipt;

/**
 * Looks at tasks' receipts for fraud. For one thread.
 *
 * <p>Only self-dealing keeps a receipt from being paid. What else is noticed is kept for the
 * operator: the bytes that are paid for were counted here, and an honest agent may have a wrong
 * clock or a line that has become faster since it was proven.
 */
final class Scrutiny {
  /** Lines that are busy at once; a line that was forgotten is only watched anew. */
  private static final int MAX_LINES = 4_096;

  private final Map<String, Deque<Claim>> newest =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Claim>> eldest) {
          return size() > MAX_LINES;
        }
      };

  /** Why this receipt is not paid, if so. */
  static Optional<Finding> forbids(Receipt receipt, Lines lines) throws IOException {
    return SelfDealing.judge(
        lines.party(receipt.agent()), lines.party(receipt.consumer()), SelfDealing.NO_ROUND_TRIP);
  }

  /**
   * What an operator should know.
   *
   * @param leasedAt when its lease was given
   * @param arrived when it came
   */
  List<Finding> notices(Receipt receipt, Lines lines, Instant leasedAt, Instant arrived)
      throws IOException {
    var found = new ArrayList<Finding>();
    var told = Duration.between(receipt.startedAt(), receipt.endedAt());
    Times.judge(told, Duration.between(leasedAt, arrived)).ifPresent(found::add);
    var linkId = lines.party(receipt.agent()).linkId();
    if (linkId.isPresent()) {
      rate(linkId.get(), Claim.of(receipt, linkId), lines).ifPresent(found::add);
    }
    return found;
  }

  private Optional<Finding> rate(String linkId, Claim claim, Lines lines) throws IOException {
    var capacity = lines.capacity(linkId);
    if (capacity.isEmpty()) {
      return Optional.empty();
    }
    var others = newest.computeIfAbsent(linkId, _ -> new ArrayDeque<>());
    var found = LineRate.judge(linkId, claim, List.copyOf(others), capacity.get());
    if (others.size() == Known.MAX_NEAR) {
      others.removeFirst();
    }
    others.addLast(claim);
    return found;
  }
}
