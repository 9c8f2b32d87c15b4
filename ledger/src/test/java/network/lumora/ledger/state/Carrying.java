package network.lumora.ledger.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import network.lumora.proof.grant.Canary;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.message.SessionCounted;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.StatementCodec;

/** A relay of one agent for one payer, window after window. */
public final class Carrying {
  public static final int WINDOW = 524_288;
  static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
  private static final StatementCodec STATEMENTS = new StatementCodec();

  private final IdentityKey coordinator;
  private final IdentityKey agent;
  private final IdentityKey payer;
  final Grant grant;
  private final Envelope signedGrant;
  private final List<WindowReceipt> receipts = new ArrayList<>();

  public Carrying(int number, IdentityKey coordinator, IdentityKey agent, IdentityKey payer) {
    this(number, coordinator, agent, payer, TrafficKind.RELAY);
  }

  Carrying(
      int number, IdentityKey coordinator, IdentityKey agent, IdentityKey payer, TrafficKind kind) {
    this.coordinator = coordinator;
    this.agent = agent;
    this.payer = payer;
    this.grant =
        new Grant(
            Statements.id(number),
            coordinator.publicKey(),
            agent.publicKey(),
            payer.publicKey(),
            payer.publicKey(),
            kind,
            Sha256.of("relay"),
            new Bytes(20L * WINDOW),
            new Bytes(WINDOW),
            Statements.id(1),
            new Canary(false, Statements.id(2)).commitment(),
            START,
            START.plusSeconds(3_600));
    this.signedGrant = STATEMENTS.sign(grant, coordinator);
  }

  /** One more window, of so many bytes up and one down. */
  public Carrying window(long up) {
    var before = receipts.isEmpty() ? null : receipts.getLast();
    int sequence = receipts.size() + 1;
    var previous =
        before == null
            ? Sha256.of(signedGrant.payload())
            : Sha256.of(STATEMENTS.sign(before, payer).payload());
    receipts.add(
        new WindowReceipt(
            grant.grantId(),
            sequence,
            previous,
            new Bytes((before == null ? 0 : before.up().count()) + up),
            new Bytes(sequence),
            START.plusSeconds(sequence - 1),
            START.plusSeconds(sequence),
            1_000_000,
            Statements.id(sequence),
            Sha256.of("transcript " + sequence),
            grant.linkId(),
            0));
    return this;
  }

  WindowReceipt newest() {
    return receipts.getLast();
  }

  Envelope signed(WindowReceipt receipt) {
    var signed = STATEMENTS.sign(receipt, payer);
    return agent.equals(payer) ? signed : signed.countersign(agent);
  }

  /** What the coordinator says of it now. */
  public SessionCounted counted() {
    return counted(signed(newest()));
  }

  SessionCounted counted(Envelope receipt) {
    return new SessionCounted(coordinator.publicKey(), signedGrant, receipt);
  }
}
