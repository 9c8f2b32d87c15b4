package network.lumora.proof.receipt;

import java.time.Duration;
import java.time.Instant;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.ToAgent.UnpaidReason;

/** Judges an agent's receipt against the lease it was given and what came over the link. Pure. */
public final class ReceiptRules {
  /**
   * Clocks of home computers are off by this much now and then; beyond it the times mean nothing.
   */
  public static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(10);

  private ReceiptRules() {}

  /**
   * The verdict of the receiving end.
   *
   * @param lease what this agent was given under the receipt's lease id
   * @param consumer whose order the lease serves
   */
  public static ReceiptVerdict judge(
      Receipt receipt, Lease lease, PublicKey consumer, Counted counted, Instant now) {
    if (!receipt.leaseId().equals(lease.leaseId()) || !receipt.agent().equals(lease.agent())) {
      return new ReceiptVerdict.Refused(
          UnpaidReason.UNKNOWN_LEASE, "the receipt is for another lease than this agent's");
    }
    if (!receipt.taskId().equals(lease.taskId())) {
      return invalid("the receipt is for another task than the lease");
    }
    if (!receipt.coordinator().equals(lease.coordinator())
        || !receipt.consumer().equals(consumer)) {
      return invalid("the receipt names another coordinator or consumer than the order");
    }
    if (receipt.startedAt().isBefore(lease.issuedAt().minus(MAX_CLOCK_SKEW))
        || receipt.endedAt().isAfter(now.plus(MAX_CLOCK_SKEW))) {
      return invalid("the times of the receipt lie outside lease and now; set the clock");
    }
    return bytes(receipt, lease, counted);
  }

  private static ReceiptVerdict bytes(Receipt receipt, Lease lease, Counted counted) {
    if (!receipt.delivered().equals(counted.bytes())) {
      return differs(
          "the receipt tells %d delivered bytes, %d came"
              .formatted(receipt.delivered().count(), counted.bytes().count()));
    }
    if (!receipt.deliveredSha256().equals(counted.digest())) {
      return differs("the delivered bytes have another digest than the receipt tells");
    }
    if (counted.bytes().compareTo(lease.maxDelivered()) > 0) {
      return invalid("more was delivered than the lease allows");
    }
    if (receipt.sourceDown().compareTo(lease.maxSource()) > 0) {
      return invalid("more was fetched than the lease allows");
    }
    return new ReceiptVerdict.Counts();
  }

  private static ReceiptVerdict invalid(String detail) {
    return new ReceiptVerdict.Refused(UnpaidReason.RECEIPT_INVALID, detail);
  }

  private static ReceiptVerdict differs(String detail) {
    return new ReceiptVerdict.Refused(UnpaidReason.COUNT_DIFFERS, detail);
  }
}
