package network.lumora.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToAgent.UnpaidReason;
import org.junit.jupiter.api.Test;

/** A coordinator of tomorrow has reasons that an agent of today does not know. */
class GrowingNamesTest {
  private final MessageCodec codec = new MessageCodec();

  @Test
  void aReasonThatIsNotKnownIsReadWithItsWords() throws ProtocolException {
    var read =
        codec.readToAgent(
            """
            {"type":"unpaid","sequence":43,"reason":"MOON_PHASE","detail":"the moon is full"}""");

    assertThat(read).isEqualTo(new ToAgent.Unpaid(43, UnpaidReason.OTHER, "the moon is full"));
  }

  @Test
  void aNameThatSomethingDependsOnIsStillRefused() {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(
            () ->
                codec.readToAgent(
                    """
                    {"type":"proveLine","challengeId":"c0c1c2c3c4c5c6c7c8c9cacbcccdcecf",\
                    "direction":"SIDEWAYS","commitment":"%s","candidatesSha256":"%s","maxBytes":9}"""
                        .formatted("ab".repeat(32), "cd".repeat(32))))
        .withMessageContaining("not one of the known names");
  }
}
