package network.lumora.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.IdentityKey;
import org.junit.jupiter.api.Test;

class SignedStatementTest {
  private final Parties parties = new Parties();
  private final EntryReader reader = new EntryReader();

  @Test
  void everyStatementNeedsItsSigners() throws ProtocolException {
    var good =
        List.of(
            parties.genesis(1),
            parties.order(1, 1),
            parties.receipt(1, 0, 0, 5),
            parties.orderClosed(1),
            parties.epochClosed(0));
    for (byte[] entry : good) {
      assertThat(refused(entry)).isFalse();
    }
  }

  @Test
  void aReceiptNeedsBothSignatures() throws ProtocolException {
    var receipt = parties.say.receipt(1, 0, parties.agent(0), 5);

    assertThat(refused(parties.entry(receipt, parties.coordinator))).isTrue();
    assertThat(refused(parties.entry(receipt, parties.agents.get(0)))).isTrue();
    assertThat(refused(parties.entry(receipt, parties.agents.get(1), parties.coordinator)))
        .isTrue();
  }

  @Test
  void onlyTheCoordinatorClosesAndOnlyTheConsumerOrders() throws ProtocolException {
    assertThat(refused(parties.entry(parties.say.epochClosed(0), parties.consumer))).isTrue();
    assertThat(refused(parties.entry(parties.say.orderClosed(1), parties.consumer))).isTrue();
    assertThat(refused(parties.entry(parties.say.order(1, 1), parties.coordinator))).isTrue();
  }

  @Test
  void aFurtherSignatureMustVerifyAsWell() throws ProtocolException {
    var receipt = parties.say.receipt(1, 0, parties.agent(0), 5);
    var stranger = IdentityKey.generate();
    byte[] entry = parties.entry(receipt, parties.agents.get(0), parties.coordinator, stranger);
    assertThat(refused(entry)).isFalse();

    var other = IdentityKey.generate().publicKey().toString();
    var forged =
        new String(entry, StandardCharsets.UTF_8).replace(stranger.publicKey().toString(), other);

    assertThat(refused(forged.getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @Test
  void whatIsNotALedgerStatementIsUnreadable() {
    assertThatThrownBy(() -> reader.read(new byte[0])).isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> reader.read("{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ProtocolException.class);
  }

  private boolean refused(byte[] entry) throws ProtocolException {
    return reader.read(entry).refusedSignature(parties.coordinator.publicKey()).isPresent();
  }
}
