package network.lumora.agent.work;

import java.io.IOException;
import java.time.InstantSource;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.TaskInput;
import network.lumora.protocol.message.ToAgent.Offer;
import network.lumora.protocol.message.ToCoordinator.DeclineReason;
import network.lumora.protocol.seal.SealBrokenException;
import network.lumora.protocol.seal.SealContext;
import network.lumora.protocol.seal.SealKey;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;

/** All that PROTOCOL.md wants checked before an agent works. Thread-safe. */
final class OfferCheck {
  /** One thing that does not fit. */
  private static final class Misfit extends Exception {
    private static final long serialVersionUID = 1;
    private final DeclineReason reason;

    Misfit(DeclineReason reason, String detail) {
      super(detail, null, false, false);
      this.reason = reason;
    }
  }

  private final PublicKey agent;
  private final SealKey sealKey;
  private final SeenLeases seen;
  private final InstantSource clock;
  private final StatementCodec statements = new StatementCodec();
  private final DocumentCodec documents = new DocumentCodec();

  OfferCheck(PublicKey agent, SealKey sealKey, SeenLeases seen, InstantSource clock) {
    this.agent = agent;
    this.sealKey = sealKey;
    this.seen = seen;
    this.clock = clock;
  }

  /**
   * Judges an offer and remembers its lease if it is good.
   *
   * @throws IOException if the lease cannot be remembered
   */
  OfferVerdict judge(Offer offer, Desk desk) throws IOException {
    Lease lease;
    try {
      lease = statements.read(offer.lease(), Lease.class);
    } catch (ProtocolException e) {
      return new OfferVerdict.Unreadable(e.code(), "the offer has no lease: " + e.getMessage());
    }
    try {
      return judge(offer, lease, desk);
    } catch (Misfit e) {
      return new OfferVerdict.Declined(lease.leaseId(), e.reason, String.valueOf(e.getMessage()));
    }
  }

  private OfferVerdict judge(Offer offer, Lease lease, Desk desk) throws Misfit, IOException {
    requireLease(offer, lease, desk);
    requireInput(offer.sealedInput(), lease);
    var input = open(offer.sealedInput(), lease);
    var order = order(input, lease);
    if (!seen.isNew(lease.leaseId(), lease.expiresAt(), clock.instant())) {
      throw bad("the lease was seen before");
    }
    return new OfferVerdict.Good(lease, input, order);
  }

  private void requireLease(Offer offer, Lease lease, Desk desk) throws Misfit {
    try {
      offer.lease().requireSignatureOf(desk.coordinator());
    } catch (ProtocolException e) {
      throw bad("the lease is not signed by the coordinator of this connection");
    }
    if (!lease.coordinator().equals(desk.coordinator())) {
      throw bad("the lease names another coordinator");
    }
    if (!lease.agent().equals(agent)) {
      throw bad("the lease is for another agent");
    }
    if (!lease.policySha256().equals(desk.policy().digest())) {
      throw bad("the lease is under another policy than the welcome told");
    }
    if (!clock.instant().isBefore(lease.expiresAt())) {
      throw new Misfit(DeclineReason.EXPIRED, "the lease has expired");
    }
  }

  private static void requireInput(Sealed input, Lease lease) throws Misfit {
    if (!input.digest().equals(lease.inputSha256())) {
      throw bad("the sealed input has another digest than the lease names");
    }
  }

  private TaskInput open(Sealed sealed, Lease lease) throws Misfit {
    try {
      var context = context(lease, SealContext.Direction.TASK).bytes();
      return documents.read(sealKey.open(sealed.bytes(), context), TaskInput.class);
    } catch (SealBrokenException e) {
      throw bad("the sealed input does not open: " + e.getMessage());
    } catch (ProtocolException e) {
      throw bad("the sealed input holds no task");
    }
  }

  static SealContext context(Lease lease, SealContext.Direction direction) {
    return new SealContext(
        lease.taskId().toString(),
        lease.agent(),
        lease.orderSha256().toString(),
        lease.policySha256().toString(),
        direction);
  }

  private OrderHead order(TaskInput input, Lease lease) throws Misfit {
    OrderHead order;
    try {
      order = statements.read(input.order(), OrderHead.class);
      input.order().requireSignatureOf(order.consumer());
    } catch (ProtocolException e) {
      throw bad("the order is not signed by its consumer");
    }
    if (!order.coordinator().equals(lease.coordinator())) {
      throw bad("the order was given to another coordinator");
    }
    if (!Sha256.of(input.order().payload()).equals(lease.orderSha256())) {
      throw bad("the order has another digest than the lease names");
    }
    if (!order.orderId().equals(lease.taskId().orderId())
        || lease.taskId().index() >= order.pageCount()) {
      throw bad("the order has no such task");
    }
    return order;
  }

  private static Misfit bad(String detail) {
    return new Misfit(DeclineReason.BAD_LEASE, detail);
  }
}
