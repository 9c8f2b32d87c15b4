package network.lumora.proof.relay;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.Countersigning;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.passage.Toll;
import network.lumora.protocol.relay.RecordKind;

/** The agent's side of a paid leg: counts, and signs what its payer has signed. One thread. */
public final class ProviderToll implements Toll {
  private final Terms terms;
  private final PaidLeg leg;
  private final Consumer<Envelope> signed;
  private final RelayChunks chunks = new RelayChunks();
  private final Deque<Slip> answers = new ArrayDeque<>();
  private volatile boolean usedUp;

  /**
   * @param signed told of each receipt with both signatures
   */
  public ProviderToll(Terms terms, Signer agent, Consumer<Envelope> signed) {
    this.terms = terms;
    this.leg = new PaidLeg(terms, agent);
    this.signed = signed;
  }

  @Override
  public Optional<Slip> due(boolean isHeldUp) {
    return Optional.ofNullable(answers.pollFirst());
  }

  @Override
  public boolean isDue(boolean isHeldUp) {
    return !answers.isEmpty();
  }

  @Override
  public boolean maySend(int bytes) {
    return leg.maySend(bytes);
  }

  @Override
  public void sent(ByteBuffer record) {
    leg.sent(chunks.of(record));
    note();
  }

  @Override
  public void received(ByteBuffer record) throws ProtocolException {
    leg.received(record.remaining());
    note();
  }

  private void note() {
    if (leg.isUsedUp()) {
      usedUp = true;
    }
  }

  /** Whether the grant holds no further record. From any thread. */
  public boolean isUsedUp() {
    return usedUp;
  }

  @Override
  public void heard(RecordKind kind, byte[] body) throws ProtocolException {
    if (kind != RecordKind.RECEIPT) {
      throw new ProtocolException(ErrorCode.OUT_OF_ORDER, "expected receipts, not " + kind);
    }
    var receipt = network.lumora.proof.receipt.Slip.read(body, List.of(terms.receiver()));
    switch (leg.answer(receipt)) {
      case Countersigning.Signed(var both) -> {
        answers.addLast(Slip.of(RecordKind.SIGNATURE, both.signatures().getLast().bytes()));
        signed.accept(both);
      }
      case Countersigning.Refused(var fault, var detail) ->
          throw new ProtocolException(ErrorCode.CONFLICT, fault + ": " + detail);
      case Countersigning.Forked _ ->
          throw new ProtocolException(
              ErrorCode.CONFLICT, "two receipts with one sequence were signed");
    }
  }

  /** Whatever its payer signs comes unasked. */
  @Override
  public boolean isOpen() {
    return false;
  }
}
