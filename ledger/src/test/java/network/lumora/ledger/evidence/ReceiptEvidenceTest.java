package network.lumora.ledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.Hash;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.envelope.Signature;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.Test;

class ReceiptEvidenceTest {
  private static final String ORIGIN = "lumora.network/log/test";

  private final IdentityKey agent = IdentityKey.generate();
  private final IdentityKey coordinator = IdentityKey.generate();
  private final Receipt receipt =
      new Receipt(
          new TaskId("00112233445566778899aabbccddeeff", 3),
          "ffeeddccbbaa99887766554433221100",
          agent.publicKey(),
          coordinator.publicKey(),
          IdentityKey.generate().publicKey(),
          1,
          Outcome.OK,
          Receipt.NO_CODE,
          new Bytes(300),
          new Bytes(28_000),
          new Bytes(1_200),
          Sha256.of("sealed"),
          Instant.parse("2026-11-22T03:00:00Z"),
          Instant.parse("2026-11-22T03:00:01Z"));
  private final Envelope signed =
      new StatementCodec().sign(receipt, agent).countersign(coordinator);
  private final Hash sibling = Hash.ofEntry("another entry".getBytes(StandardCharsets.UTF_8));
  private final ReceiptEvidence evidence = new ReceiptEvidence(coordinator.publicKey());

  @Test
  void acceptsAReceiptWithTwoSignaturesInASignedCheckpoint() throws ProtocolException {
    assertThat(evidence.verify(signed, logged(signed, coordinator))).isEqualTo(receipt);
  }

  @Test
  void refusesAReceiptThatTheAgentDidNotSign() {
    var forged = new StatementCodec().sign(receipt, coordinator);

    refuses(forged, logged(forged, coordinator), ErrorCode.BAD_SIGNATURE);
  }

  @Test
  void refusesAReceiptThatTheCoordinatorDidNotCountersign() {
    var half = new StatementCodec().sign(receipt, agent);

    refuses(half, logged(half, coordinator), ErrorCode.BAD_SIGNATURE);
  }

  @Test
  void refusesEachFlippedBitOfTheReceipt() {
    byte[] payload = signed.payload();
    var logged = logged(signed, coordinator);
    for (int at = 0; at < payload.length; at++) {
      byte[] flipped = payload.clone();
      flipped[at] ^= 1;
      var envelope = new Envelope(signed.payloadType(), flipped, signed.signatures());

      assertThatThrownBy(() -> evidence.verify(envelope, logged))
          .isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void refusesEachFlippedByteOfASignature() {
    byte[] bytes = signed.signatures().getFirst().bytes();
    for (int at = 0; at < bytes.length; at++) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 1;
      var envelope =
          new Envelope(
              signed.payloadType(),
              signed.payload(),
              List.of(new Signature(agent.publicKey(), flipped), signed.signatures().getLast()));

      refuses(envelope, logged(envelope, coordinator), ErrorCode.BAD_SIGNATURE);
    }
  }

  @Test
  void refusesACheckpointByAnotherKey() {
    refuses(signed, logged(signed, IdentityKey.generate()), ErrorCode.BAD_SIGNATURE);
  }

  @Test
  void refusesAPathToAnotherRoot() {
    var good = logged(signed, coordinator);
    var elsewhere =
        new Logged(
            good.index(), good.treeSize(), List.of(Sha256.of("elsewhere")), good.checkpoint());

    refuses(signed, elsewhere, ErrorCode.CONFLICT);
  }

  @Test
  void refusesAProofForAnotherPlace() {
    var good = logged(signed, coordinator);

    refuses(signed, new Logged(0, 2, good.path(), good.checkpoint()), ErrorCode.CONFLICT);
    refuses(signed, new Logged(1, 3, good.path(), good.checkpoint()), ErrorCode.CONFLICT);
  }

  @Test
  void refusesWhatIsNoCheckpoint() {
    var good = logged(signed, coordinator);

    refuses(signed, new Logged(1, 2, good.path(), "none"), ErrorCode.MALFORMED);
  }

  private void refuses(Envelope envelope, Logged logged, ErrorCode code) {
    assertThatThrownBy(() -> evidence.verify(envelope, logged))
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** The second of two entries, so that the path has one step. */
  private Logged logged(Envelope envelope, IdentityKey logKey) {
    var root = Hash.ofNode(sibling, Hash.ofEntry(new DocumentCodec().writeBytes(envelope)));
    var note = new Checkpoint(ORIGIN, 2, root).sign(logKey);
    return new Logged(1, 2, List.of(Sha256.fromBytes(sibling.bytes())), note.toString());
  }
}
