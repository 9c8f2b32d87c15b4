package network.lumora.proof.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.lumora.proof.receipt.Pair;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.passage.Toll;
import network.lumora.protocol.relay.RecordKind;
import org.junit.jupiter.api.Test;

class TollsTest {
  private static final int RECORD_BYTES = 30_000;

  private final Pair pair = new Pair(1);
  private final List<Envelope> told = new ArrayList<>();
  private final ProviderToll agent = new ProviderToll(pair.terms, pair.provider, _ -> {});
  private final PayerToll payer;
  private long nowNanos;

  TollsTest() throws ProtocolException {
    payer =
        new PayerToll(
            pair.terms,
            pair.receiver,
            new PayerToll.Times(() -> Pair.START.plusNanos(nowNanos), () -> nowNanos, pair::id),
            told::add);
  }

  private void passes(Duration time) {
    nowNanos += time.toNanos();
  }

  /** A record comes from the agent, and the payer signs for it; gives the agent's answer. */
  private byte[] answered() throws ProtocolException {
    var record = ByteBuffer.allocate(RECORD_BYTES);
    agent.sent(record.duplicate());
    payer.received(record);
    passes(Duration.ofMillis(10));
    agent.heard(RecordKind.RECEIPT, body(payer.due(true).orElseThrow()));
    return body(agent.due(false).orElseThrow());
  }

  private static byte[] body(Toll.Slip slip) {
    var body = new byte[slip.body().remaining()];
    slip.body().get(body);
    return body;
  }

  private static byte[] changed(byte[] signature) {
    signature[7] ^= 1;
    return signature;
  }

  private void hears(byte[] signature) throws ProtocolException {
    payer.heard(RecordKind.SIGNATURE, signature);
  }

  @Test
  void whatBothHaveSignedIsToldAtOnce() throws ProtocolException {
    hears(answered());
    hears(answered());

    assertThat(told).hasSize(2).allMatch(receipt -> receipt.signatures().size() == 2);
    told.getLast().requireSignatureOf(pair.provider.publicKey());
  }

  @Test
  void anAgentWhoseFirstSignatureIsWrongIsLeftAtOnce() throws ProtocolException {
    var signature = changed(answered());

    assertThatThrownBy(() -> hears(signature)).isInstanceOf(ProtocolException.class);
    assertThat(told).isEmpty();
  }

  @Test
  void anAgentThatSignsWronglyLaterIsLeftWithinASecond() throws ProtocolException {
    hears(answered());
    hears(changed(answered()));
    passes(Duration.ofSeconds(1));
    var signature = changed(answered());

    assertThatThrownBy(() -> hears(signature)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void aSignatureThatNobodyWaitsForIsRefused() throws ProtocolException {
    var signature = answered();
    hears(signature);

    assertThatThrownBy(() -> hears(signature)).hasMessageContaining("expected the agent's");
  }
}
