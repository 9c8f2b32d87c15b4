package network.lumora.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.Field;
import network.lumora.protocol.message.Instructions;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  private final MessageCodec codec = new MessageCodec();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``| MALFORMED",
        "null| MALFORMED",
        "[]| MALFORMED",
        "{| MALFORMED",
        "{}| MALFORMED",
        "{\"type\":7}| MALFORMED",
        "{\"type\":\"teleport\"}| UNKNOWN_TYPE",
        "{\"type\":\"welcome\"}| UNKNOWN_TYPE",
        "{'type':'goodbye'}| MALFORMED",
        "{\"type\":\"goodbye\"} trailing| MALFORMED",
        "{\"type\":\"accepted\"}| MALFORMED",
        "{\"type\":\"accepted\",\"leaseId\":null}| MALFORMED",
        "{\"type\":\"accepted\",\"leaseId\":5}| MALFORMED",
        "{\"type\":\"accepted\",\"leaseId\":\"zz\"}| MALFORMED",
        "{\"type\":\"heartbeat\",\"freeSlots\":\"3\",\"free\":0}| MALFORMED",
        "{\"type\":\"heartbeat\",\"freeSlots\":3.5,\"free\":0}| MALFORMED",
        "{\"type\":\"heartbeat\",\"freeSlots\":-1,\"free\":0}| MALFORMED",
        "{\"type\":\"heartbeat\",\"freeSlots\":99999999999,\"free\":0}| MALFORMED",
        "{\"type\":\"heartbeat\",\"freeSlots\":3,\"free\":-5}| MALFORMED",
        "{\"type\":\"heartbeat\",\"freeSlots\":3}| MALFORMED",
        "{\"type\":\"heartbeat\",\"freeSlots\":3,\"freeSlots\":4,\"free\":1}| MALFORMED",
        "{\"type\":\"declined\",\"leaseId\":\"ffeeddccbbaa99887766554433221100\",\"reason\":\"NO\"}|"
            + " MALFORMED",
        "{\"type\":\"hello\",\"version\":\"lumora.v1\",\"greeting\":{\"payloadType\":\"x\","
            + "\"payload\":\"***\",\"signatures\":[]}}| MALFORMED",
      })
  void namesWhatIsWrong(String text, ErrorCode code) {
    assertThatThrownBy(() -> codec.readToCoordinator(text))
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"heartbeat\",\"freeSlots\":3,\"free\":1}",
        "{\"freeSlots\":3,\"type\":\"heartbeat\",\"free\":1}",
        "{ \"type\" : \"heartbeat\", \"freeSlots\": 3, \"free\": 1 }",
        "{\"type\":\"\\u0068eartbeat\",\"freeSlots\":3,\"free\":1}",
      })
  void findsTheTypeWhereverAndHoweverItIsWritten(String text) throws ProtocolException {
    assertThat(codec.readToCoordinator(text))
        .isEqualTo(new ToCoordinator.Heartbeat(3, new BytesPerSecond(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two\nlines", "\u202etxet", "\u0007bell"})
  void aPurposeIsOneLineThatPeopleCanRead(String purpose) {
    var field = new Field("title", "h1", null, false);

    assertThatThrownBy(
            () -> new Instructions(List.of("https://a.example/"), List.of(field), purpose))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("purpose");
    assertThatThrownBy(
            () -> new Instructions(List.of("https://a.example/"), List.of(field), "x".repeat(201)))
        .hasMessageContaining("201 characters");
  }

  @Test
  void saysInWordsWhereACutTextEnds() {
    assertThatThrownBy(() -> codec.readToCoordinator("{\"type\":\"goodbye\""))
        .hasMessageContaining("End of input at line 1")
        .message()
        .doesNotContain("Exception");
  }

  @Test
  void passesOverFieldsOfALaterVersion() throws ProtocolException {
    assertThat(
            codec.readToCoordinator(
                "{\"type\":\"goodbye\",\"mood\":\"fine\",\"deep\":{\"a\":[1,2]}}"))
        .isEqualTo(new ToCoordinator.Goodbye());
  }

  @Test
  void refusesATextThatIsTooLong() {
    var text = "x".repeat(MessageCodec.MAX_TEXT_CHARACTERS + 1);

    assertThatThrownBy(() -> codec.readToAgent(text))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }

  @Test
  void survivesDeepNesting() {
    var text = "{\"type\":\"goodbye\",\"x\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";

    assertThatThrownBy(() -> codec.readToCoordinator(text)).isInstanceOf(ProtocolException.class);
  }

  /** Mutates good messages; whatever comes out is a message or a typed refusal, nothing else. */
  @Test
  void readsAnyTextWithoutSurprise() {
    var random = new Random(20_261_122);
    var good = Samples.toAgent().stream().map(codec::write).toList();
    int accepted = 0;
    for (int round = 0; round < 20_000; round++) {
      var text = mutated(good.get(random.nextInt(good.size())), random);
      try {
        ToAgent message = codec.readToAgent(text);
        assertThat(codec.readToAgent(codec.write(message))).isEqualTo(message);
        accepted++;
      } catch (ProtocolException e) {
        assertThat(e.code()).isIn(ErrorCode.MALFORMED, ErrorCode.UNKNOWN_TYPE);
      }
    }
    assertThat(accepted).isPositive();
  }

  private static String mutated(String good, Random random) {
    var text = new StringBuilder(good);
    for (int changes = random.nextInt(4); changes >= 0; changes--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(0x250));
        case 1 -> text.deleteCharAt(at);
        case 2 -> text.insert(at, "{}[]\",:0e-\\null".charAt(random.nextInt(15)));
        default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 20)));
      }
    }
    return text.toString();
  }

  @Test
  void framesComeBackAsTheyWere() throws ProtocolException {
    var frame = new Frame(3, 17, true, ByteBuffer.wrap(new byte[] {1, 2, 3}));

    assertThat(Frame.decode(frame.encode())).isEqualTo(frame);
  }

  @Test
  void readsAnyFrameWithoutSurprise() {
    var random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      try {
        assertThat(Frame.decode(ByteBuffer.wrap(bytes)).encode()).isEqualTo(ByteBuffer.wrap(bytes));
      } catch (ProtocolException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED);
      }
    }
  }

  @Test
  void refusesAFrameThatIsTooLarge() {
    var message = ByteBuffer.allocate(Frame.HEADER_BYTES + Frame.MAX_PAYLOAD_BYTES + 1);

    assertThatThrownBy(() -> Frame.decode(message))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }
}
