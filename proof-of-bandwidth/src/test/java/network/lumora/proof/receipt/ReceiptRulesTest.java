package network.lumora.proof.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.message.ToAgent.UnpaidReason;
import network.lumora.protocol.units.Bytes;
import org.junit.jupiter.api.Test;

class ReceiptRulesTest {
  private static final Instant ISSUED = Instant.parse("2026-11-22T03:00:00Z");
  private static final Instant NOW = ISSUED.plusSeconds(5);
  private static final Sha256 DIGEST = Sha256.of("sealed");
  private static final Counted COUNTED = new Counted(new Bytes(1_200), DIGEST);
  private static final String LEASE_ID = "ffeeddccbbaa99887766554433221100";

  private final PublicKey agent = IdentityKey.generate().publicKey();
  private final PublicKey coordinator = IdentityKey.generate().publicKey();
  private final PublicKey consumer = IdentityKey.generate().publicKey();
  private final PublicKey stranger = IdentityKey.generate().publicKey();
  private final TaskId task = new TaskId("00112233445566778899aabbccddeeff", 3);
  private final Lease lease =
      new Lease(
          LEASE_ID,
          task,
          agent,
          coordinator,
          Sha256.of("order"),
          Sha256.of("policy"),
          Sha256.of("input"),
          new Bytes(100_000),
          new Bytes(2_000),
          ISSUED,
          ISSUED.plusSeconds(60));

  @Test
  void countsWhatBothEndsCountedAlike() {
    assertThat(judge(receipt(LEASE_ID, task, agent, consumer, 1_200, ISSUED)))
        .isEqualTo(new ReceiptVerdict.Counts());
  }

  @Test
  void refusesOneByteMoreThanCame() {
    refuses(receipt(LEASE_ID, task, agent, consumer, 1_201, ISSUED), UnpaidReason.COUNT_DIFFERS);
  }

  @Test
  void refusesOtherBytesThanCame() {
    var verdict =
        ReceiptRules.judge(
            receipt(LEASE_ID, task, agent, consumer, 1_200, ISSUED),
            lease,
            consumer,
            new Counted(new Bytes(1_200), Sha256.of("other")),
            NOW);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            ReceiptVerdict.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(UnpaidReason.COUNT_DIFFERS));
  }

  @Test
  void refusesAReceiptForAnotherLeaseAgentTaskOrConsumer() {
    var otherTask = new TaskId(task.orderId(), 4);
    refuses(
        receipt("00000000000000000000000000000000", task, agent, consumer, 1_200, ISSUED),
        UnpaidReason.UNKNOWN_LEASE);
    refuses(receipt(LEASE_ID, task, stranger, consumer, 1_200, ISSUED), UnpaidReason.UNKNOWN_LEASE);
    refuses(
        receipt(LEASE_ID, otherTask, agent, consumer, 1_200, ISSUED), UnpaidReason.RECEIPT_INVALID);
    refuses(receipt(LEASE_ID, task, agent, stranger, 1_200, ISSUED), UnpaidReason.RECEIPT_INVALID);
  }

  @Test
  void refusesMoreThanTheLeaseAllows() {
    var huge = new Counted(new Bytes(2_001), DIGEST);
    var verdict =
        ReceiptRules.judge(
            receipt(LEASE_ID, task, agent, consumer, 2_001, ISSUED), lease, consumer, huge, NOW);

    assertThat(verdict).isInstanceOf(ReceiptVerdict.Refused.class);
  }

  @Test
  void refusesTimesFarOutsideTheLease() {
    refuses(
        receipt(LEASE_ID, task, agent, consumer, 1_200, ISSUED.minus(Duration.ofHours(1))),
        UnpaidReason.RECEIPT_INVALID);
    refuses(
        receipt(LEASE_ID, task, agent, consumer, 1_200, ISSUED.plus(Duration.ofHours(1))),
        UnpaidReason.RECEIPT_INVALID);
  }

  private void refuses(Receipt receipt, UnpaidReason reason) {
    assertThat(judge(receipt))
        .isInstanceOfSatisfying(
            ReceiptVerdict.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private ReceiptVerdict judge(Receipt receipt) {
    return ReceiptRules.judge(receipt, lease, consumer, COUNTED, NOW);
  }

  private Receipt receipt(
      String leaseId,
      TaskId taskId,
      PublicKey by,
      PublicKey orderedBy,
      long delivered,
      Instant startedAt) {
    return new Receipt(
        taskId,
        leaseId,
        by,
        coordinator,
        orderedBy,
        1,
        Outcome.OK,
        Receipt.NO_CODE,
        new Bytes(300),
        new Bytes(28_000),
        new Bytes(delivered),
        DIGEST,
        startedAt,
        startedAt.plusSeconds(1));
  }
}
