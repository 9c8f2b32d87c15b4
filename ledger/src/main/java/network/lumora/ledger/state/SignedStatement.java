package network.lumora.ledger.state;

import java.util.List;
import java.util.Optional;
import network.lumora.proof.grant.SignedGrant;
import network.lumora.proof.receipt.Signatures;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.envelope.Signature;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.EpochClosed;
import network.lumora.protocol.message.Genesis;
import network.lumora.protocol.message.LedgerStatement;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.LinksFound;
import network.lumora.protocol.message.OrderClosed;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.SessionCounted;

/** A statement and the envelope that it was read from. */
public record SignedStatement(Envelope envelope, LedgerStatement statement) {

  /**
   * Empty if everyone who must sign has signed and every signature on the envelope verifies.
   *
   * @param coordinator who keeps the log
   */
  public Optional<Ruling.Rejected> refusedSignature(PublicKey coordinator) {
    try {
      for (var key : requiredSigners(coordinator)) {
        envelope.requireSignatureOf(key);
      }
      for (var key : furtherSigners(coordinator)) {
        envelope.requireSignatureOf(key);
      }
      requireEnclosedSignatures();
      return Optional.empty();
    } catch (ProtocolException e) {
      return Optional.of(new Ruling.Rejected(Rule.BAD_SIGNATURE, String.valueOf(e.getMessage())));
    }
  }

  private List<PublicKey> requiredSigners(PublicKey coordinator) {
    return switch (statement) {
      case Genesis genesis -> List.of(genesis.coordinator());
      case OrderHead head -> List.of(head.consumer());
      case Receipt receipt -> List.of(receipt.agent(), receipt.coordinator());
      case OrderClosed end -> List.of(coordinator);
      case EpochClosed end -> List.of(coordinator);
      case LineProven proven -> List.of(proven.coordinator());
      case LinksFound found -> List.of(found.coordinator());
      case SessionCounted counted -> List.of(counted.coordinator());
    };
  }

  /** What others have signed inside the statement. */
  private void requireEnclosedSignatures() throws ProtocolException {
    if (statement instanceof LineProven proven) {
      proven.consent().requireSignatureOf(proven.agent());
      for (var slot : proven.slots()) {
        if (slot.record() != null) {
          slot.record().requireSignatureOf(slot.challenger());
        }
      }
    }
    if (statement instanceof SessionCounted counted) {
      var terms = SignedGrant.read(counted.grant(), counted.coordinator()).terms();
      Signatures.requireBoth(counted.receipt(), terms);
    }
    if (statement instanceof LinksFound found) {
      for (var turn : found.turns()) {
        turn.consent().requireSignatureOf(turn.agent());
        turn.record().requireSignatureOf(turn.challenger());
      }
    }
  }

  private List<PublicKey> furtherSigners(PublicKey coordinator) {
    var required = requiredSigners(coordinator);
    return envelope.signatures().stream()
        .map(Signature::key)
        .filter(key -> !required.contains(key))
        .toList();
  }
}
