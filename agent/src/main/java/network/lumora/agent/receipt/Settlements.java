package network.lumora.agent.receipt;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.SessionCounted;
import network.lumora.protocol.message.ToAgent.SessionLogged;
import network.lumora.protocol.message.ToAgent.Settled;
import network.lumora.protocol.message.ToAgent.Unpaid;
import network.lumora.protocol.message.ToCoordinator.SessionKept;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.wire.StatementCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a coordinator's answers to deliveries; only what verifies counts. Thread-safe. */
public final class Settlements {
  private static final Logger LOG = LoggerFactory.getLogger(Settlements.class);

  private final PublicKey agent;
  private final Outbox outbox;
  private final InstantSource clock;
  private final StatementCodec statements = new StatementCodec();

  public Settlements(PublicKey agent, Outbox outbox, InstantSource clock) {
    this.agent = agent;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Stores the settlement, or keeps it as evidence if it does not verify. The same one again
   * changes nothing.
   *
   * @param origin of the log, as the coordinator's welcome named it
   */
  public void settled(PublicKey coordinator, String origin, Settled message) throws IOException {
    var delivery = outbox.find(coordinator, message.sequence());
    if (delivery.isPresent()) {
      settle(delivery.get(), origin, message);
    } else if (!isStored(coordinator, message)) {
      broken(coordinator, message, "no delivery of this sequence waits for a settlement");
    }
  }

  /**
   * Stores what the log holds of a session, or keeps it as evidence if it does not verify.
   *
   * @return what to tell the coordinator; empty if it does not verify
   */
  public Optional<SessionKept> sessionLogged(
      PublicKey coordinator, String origin, SessionLogged message)
      throws IOException, ProtocolException {
    var read = signed(message);
    var grantId = read.grantId();
    var settled =
        new SettledReceipt(
            coordinator, read.sequence(), message.session(), message.logged(), grantId);
    var check = new SettlementCheck(agent, coordinator);
    try {
      var bytes = check.requireGenuine(settled);
      check.requireSameLog(
          message.logged().checkpoint(), origin, outbox.newestCheckpoint(coordinator));
      outbox.keepSession(settled, grantId, bytes, clock.instant());
      return Optional.of(new SessionKept(grantId, read.sequence()));
    } catch (ProtocolException e) {
      LOG.error("what the log holds of a session does not hold: {}", e.getMessage());
      outbox.keepEvidence(
          coordinator,
          read.sequence(),
          message.session(),
          message.logged(),
          String.valueOf(e.getMessage()),
          clock.instant());
      return Optional.empty();
    }
  }

  private WindowReceipt signed(SessionLogged message) throws ProtocolException {
    var counted = statements.read(message.session(), SessionCounted.class);
    return statements.read(counted.receipt(), WindowReceipt.class);
  }

  public void unpaid(PublicKey coordinator, Unpaid message) throws IOException {
    LOG.warn(
        "delivery {} is not paid: {} ({})", message.sequence(), message.reason(), message.detail());
    outbox.close(coordinator, message);
  }

  private void settle(Delivery delivery, String origin, Settled message) throws IOException {
    var coordinator = delivery.coordinator();
    var receipt =
        new SettledReceipt(coordinator, message.sequence(), message.receipt(), message.logged());
    var check = new SettlementCheck(agent, coordinator);
    try {
      check.requireOurs(delivery.receipt(), message.receipt());
      check.requireGenuine(receipt);
      check.requireSameLog(
          message.logged().checkpoint(), origin, outbox.newestCheckpoint(coordinator));
    } catch (ProtocolException e) {
      broken(coordinator, message, String.valueOf(e.getMessage()));
      return;
    }
    outbox.settle(delivery, receipt, clock.instant());
  }

  /** A stored receipt whose other copy names another place in the log stays as it is. */
  private boolean isStored(PublicKey coordinator, Settled message) throws IOException {
    return outbox
        .settled(coordinator, message.sequence())
        .filter(stored -> stored.envelope().equals(message.receipt()))
        .isPresent();
  }

  private void broken(PublicKey coordinator, Settled message, String reason) throws IOException {
    LOG.error("the settlement of delivery {} does not hold: {}", message.sequence(), reason);
    outbox.keepEvidence(
        coordinator,
        message.sequence(),
        message.receipt(),
        message.logged(),
        reason,
        clock.instant());
  }
}
