package network.lumora.bridge.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.wire.DocumentCodec;
import org.junit.jupiter.api.Test;

class ProofKeyTest {
  record Vectors(List<Vector> vectors) {}

  record Vector(
      String title,
      String typed,
      String code,
      String pairingId,
      String nonceExtension,
      String nonceAgent,
      String origin,
      int port,
      String clientName,
      String transcript,
      String salt,
      String clientProof,
      String token,
      String agentKey,
      String serverProof) {
    Transcript asTranscript() {
      return new Transcript(pairingId, nonceExtension, nonceAgent, origin, port, clientName);
    }
  }

  private static List<Vector> vectors() throws IOException, ProtocolException {
    try (var in = ProofKeyTest.class.getResourceAsStream("/vectors/pairing.json")) {
      assertThat(in).isNotNull();
      return new DocumentCodec().read(in.readAllBytes(), Vectors.class).vectors();
    }
  }

  @Test
  void proofsAreThoseOfThePublishedVectors() throws Exception {
    for (var vector : vectors()) {
      var code = PairingCode.parse(vector.typed());
      var transcript = vector.asTranscript();
      var key = ProofKey.of(code, transcript);

      assertThat(code.text()).as(vector.title()).isEqualTo(vector.code());
      assertThat(transcript.text()).isEqualTo(vector.transcript());
      assertThat(HexFormat.of().formatHex(transcript.salt())).isEqualTo(vector.salt());
      assertThat(key.client()).isEqualTo(vector.clientProof());
      assertThat(key.server(vector.token(), vector.agentKey())).isEqualTo(vector.serverProof());
      assertThat(key.isClient(vector.clientProof())).isTrue();
      assertThat(key.isClient("")).isFalse();
      assertThat(key.isClient(vector.serverProof())).isFalse();
    }
  }

  @Test
  void codesAreReadAsPeopleTypeThem() {
    assertThat(PairingCode.parse("o0il-LI1a").text()).isEqualTo("0011111A");
    assertThat(new PairingCode("7K3M9QTX").shown()).isEqualTo("7K3M-9QTX");
    assertThat(new PairingCode("7K3M9QTX")).hasToString("PairingCode");
    for (var wrong : List.of("", "7K3M9QT", "7K3M9QTXX", "7K3M9QTU", "7K3M9QTé", "7K3M_9QTX")) {
      assertThatThrownBy(() -> PairingCode.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("8 letters and digits");
    }
  }

  @Test
  void drawnCodesDiffer() {
    var random = new SecureRandom();

    assertThat(PairingCode.draw(random).text()).isNotEqualTo(PairingCode.draw(random).text());
  }
}
