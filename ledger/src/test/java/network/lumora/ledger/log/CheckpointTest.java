package network.lumora.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.IdentityKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  private static final String ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  @Test
  void textIsOriginSizeAndRoot() {
    var checkpoint = new Checkpoint("ledger.example", 0, Hash.EMPTY_TREE);

    assertThat(checkpoint.text()).isEqualTo("ledger.example\n0\n" + ROOT + "\n");
  }

  @Test
  void readsWhatItWrote() throws Exception {
    var checkpoint =
        new Checkpoint(
            "ledger.example", Long.MAX_VALUE, Hash.EMPTY_TREE, List.of("more", "yet more"));

    assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
  }

  @Test
  void opensOnlyWithTheKeyOfItsOrigin() throws Exception {
    var signer = IdentityKey.generate();
    var checkpoint = new Checkpoint("ledger.example", 7, Hash.EMPTY_TREE);
    var note = checkpoint.sign(signer);

    assertThat(Checkpoint.open(note, new NoteKey("ledger.example", signer.publicKey())))
        .isEqualTo(checkpoint);
    assertThatThrownBy(
            () ->
                Checkpoint.open(
                    note, new NoteKey("ledger.example", IdentityKey.generate().publicKey())))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void refusesACheckpointOfAnotherLogSignedByTheSameKey() {
    var signer = IdentityKey.generate();
    var note =
        Note.sign(
            new Checkpoint("other.example", 7, Hash.EMPTY_TREE).text(), "ledger.example", signer);

    assertThatThrownBy(
            () -> Checkpoint.open(note, new NoteKey("ledger.example", signer.publicKey())))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "o\n0\n",
        "o\n0\n" + ROOT,
        "\n0\n" + ROOT + "\n",
        "o\n\n" + ROOT + "\n",
        "o\n00\n" + ROOT + "\n",
        "o\n-1\n" + ROOT + "\n",
        "o\n+1\n" + ROOT + "\n",
        "o\n 1\n" + ROOT + "\n",
        "o\n1x\n" + ROOT + "\n",
        "o\n9223372036854775808\n" + ROOT + "\n",
        "o\n1\nAAAA\n",
        "o\n1\n" + ROOT + "\n\n",
        "o\n1\n" + ROOT + "\n\nextension\n",
        "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n"
      })
  void refusesWhatIsNotACheckpoint(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED));
  }

  @Test
  void parserOnlyEverRefusesOrRoundTrips() {
    byte[] good =
        new Checkpoint("ledger.example", 20852163, Hash.EMPTY_TREE)
            .text()
            .getBytes(StandardCharsets.UTF_8);
    var random = RandomGeneratorFactory.getDefault().create(2);
    for (int round = 0; round < 20_000; round++) {
      var text = new String(Mutation.of(good, random), StandardCharsets.ISO_8859_1);
      assertThatCode(() -> roundTrip(text)).doesNotThrowAnyException();
    }
  }

  private static void roundTrip(String text) {
    try {
      assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
    } catch (ProtocolException refused) {
      assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED);
    }
  }
}
