package network.lumora.proof.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import network.lumora.proof.receipt.Pair;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.Test;

class SignedGrantTest {
  private final Pair pair = new Pair(1);
  private final StatementCodec statements = new StatementCodec();

  @Test
  void isReadIfItsCoordinatorHasSigned() throws Exception {
    var envelope = statements.sign(pair.grant, pair.coordinator);

    var signed = SignedGrant.read(envelope, pair.coordinator.publicKey());
    assertThat(signed.grant()).isEqualTo(pair.grant);
    assertThat(signed.terms()).isEqualTo(pair.terms);
  }

  @Test
  void isRefusedIfAPartyHasWrittenItItself() {
    var forged = statements.sign(pair.grant, pair.provider);

    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> SignedGrant.read(forged, pair.coordinator.publicKey()))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_SIGNATURE));
  }
}
