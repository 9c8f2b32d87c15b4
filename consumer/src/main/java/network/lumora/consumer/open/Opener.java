package network.lumora.consumer.open;

import java.io.IOException;
import network.lumora.consumer.order.LocalOrder;
import network.lumora.consumer.trust.SeenLog;
import network.lumora.ledger.evidence.ReceiptEvidence;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.message.DeliveredPage;
import network.lumora.protocol.message.PageResult;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.seal.SealBrokenException;
import network.lumora.protocol.seal.SealContext;
import network.lumora.protocol.seal.SealKey;
import network.lumora.protocol.wire.DocumentCodec;

/** Decrypts the pages of one order and checks all that PROTOCOL.md section 5 asks for. */
public final class Opener {
  private final LocalOrder order;
  private final SealKey key;
  private final SeenLog seen;
  private final ReceiptEvidence evidence;
  private final Diagnosis diagnosis;
  private final DocumentCodec documents = new DocumentCodec();

  public Opener(LocalOrder order, SealKey key, SeenLog seen) {
    this.order = order;
    this.key = key;
    this.seen = seen;
    this.evidence = new ReceiptEvidence(order.head().coordinator());
    this.diagnosis = new Diagnosis(order.head().coordinator());
  }

  /**
   * @throws IOException only if our own record of the log cannot be read
   */
  public Checked open(DeliveredPage page) throws IOException {
    try {
      requireOrdered(page.taskId());
    } catch (FaultException e) {
      return new Checked.Broken(null, e.where(), e.what());
    }
    try {
      return check(page);
    } catch (FaultException e) {
      return new Checked.Broken(page.taskId().index(), e.where(), e.what());
    }
  }

  private void requireOrdered(TaskId task) throws FaultException {
    if (!task.orderId().equals(order.id()) || task.index() >= order.head().pageCount()) {
      throw new FaultException(
          Where.TASK,
          "expected one of the " + order.head().pageCount() + " pages of this order, got " + task);
    }
  }

  private Checked check(DeliveredPage page) throws FaultException, IOException {
    var receipt = receipt(page);
    requireSubject(page, receipt);
    requireSameLog(page);
    var result = result(unseal(page, receipt));
    requireSame(receipt, result);
    var entry = documents.writeBytes(page.receipt());
    return new Checked.Opened(result, provenance(page, receipt, result, Sha256.of(entry)));
  }

  private Receipt receipt(DeliveredPage page) throws FaultException {
    try {
      return evidence.verify(page.receipt(), page.logged());
    } catch (ProtocolException e) {
      throw diagnosis.of(page.receipt(), page.logged(), e);
    }
  }

  private void requireSubject(DeliveredPage page, Receipt receipt) throws FaultException {
    if (!receipt.consumer().equals(order.head().consumer())) {
      throw new FaultException(
          Where.PARTY, "the receipt is for consumer " + receipt.consumer().abbreviated());
    }
    if (!receipt.taskId().equals(page.taskId())) {
      throw new FaultException(
          Where.TASK, "delivered as " + page.taskId() + ", receipt for " + receipt.taskId());
    }
    if (receipt.delivered().count() != page.sealed().length()) {
      throw new FaultException(
          Where.COUNT,
          "the receipt says %d sealed bytes, %d came"
              .formatted(receipt.delivered().count(), page.sealed().length()));
    }
    if (!receipt.deliveredSha256().equals(page.sealed().digest())) {
      throw new FaultException(
          Where.DIGEST, "the sealed bytes do not have the digest that the receipt says");
    }
  }

  /** The evidence holds by itself; this asks whether it is of the log we have seen before. */
  private void requireSameLog(DeliveredPage page) throws FaultException, IOException {
    var contradiction = seen.take(page.logged().checkpoint());
    if (contradiction.isPresent()) {
      throw new FaultException(Where.CHECKPOINT, contradiction.get());
    }
  }

  private byte[] unseal(DeliveredPage page, Receipt receipt) throws FaultException {
    var context =
        new SealContext(
            page.taskId().toString(),
            receipt.agent(),
            order.sha256().toString(),
            page.policySha256().toString(),
            SealContext.Direction.RESULT);
    try {
      return key.open(page.sealed().bytes(), context.bytes());
    } catch (SealBrokenException e) {
      throw new FaultException(Where.SEAL, e);
    }
  }

  private PageResult result(byte[] json) throws FaultException {
    try {
      return documents.read(json, PageResult.class);
    } catch (ProtocolException e) {
      throw new FaultException(Where.CONTENT, e);
    }
  }

  private void requireSame(Receipt receipt, PageResult result) throws FaultException {
    if (!result.taskId().equals(receipt.taskId())) {
      throw new FaultException(
          Where.CONTENT,
          "the receipt is for " + receipt.taskId() + ", the result of " + result.taskId());
    }
    if (result.outcome() != receipt.outcome() || !result.code().equals(receipt.code())) {
      throw new FaultException(
          Where.CONTENT,
          "the receipt says %s %s, the result %s %s"
              .formatted(receipt.outcome(), receipt.code(), result.outcome(), result.code()));
    }
    if (!result.url().equals(order.instructions().pages().get(receipt.taskId().index()))) {
      throw new FaultException(Where.ADDRESS, "the result is of another address than was ordered");
    }
  }

  private static Provenance provenance(
      DeliveredPage page, Receipt receipt, PageResult result, Sha256 entry) {
    var fetched = result.page();
    return new Provenance(
        page.taskId(),
        receipt.agent(),
        entry,
        fetched == null ? null : fetched.bodySha256(),
        fetched == null ? null : fetched.robots(),
        page.logged().index(),
        page.logged().treeSize());
  }
}
