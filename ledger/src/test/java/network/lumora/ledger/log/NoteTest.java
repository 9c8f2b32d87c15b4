package network.lumora.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.IdentityKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
  private static final String GO_KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String GO_SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

  @Test
  void readsAndVerifiesThePublishedNote() throws Exception {
    var key = NoteKey.parse(GO_KEY);

    var note = Note.parse(goNote());

    note.requireSignatureOf(key);
    assertThat(key.id()).isEqualTo(0xc74f20a3);
    assertThat(key).hasToString(GO_KEY);
    assertThat(note.bytes()).isEqualTo(goNote());
  }

  @Test
  void writesThePublishedNote() throws Exception {
    byte[] typeAndSeed = Base64.getDecoder().decode(GO_SEED);
    var signer =
        new SeededEd25519(NoteKey.parse(GO_KEY).key(), Arrays.copyOfRange(typeAndSeed, 1, 33));

    var note = Note.sign(Note.parse(goNote()).text(), "PeterNeumann", signer);

    assertThat(note.bytes()).isEqualTo(goNote());
  }

  private static byte[] goNote() throws IOException {
    try (var in = NoteTest.class.getResourceAsStream("/vectors/note-go-sumdb.txt")) {
      return in.readAllBytes();
    }
  }

  @Test
  void everyChangedByteIsNoticed() throws Exception {
    var key = NoteKey.parse(GO_KEY);
    byte[] note = goNote();

    for (int i = 0; i < note.length; i++) {
      byte[] changed = note.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> Note.parse(changed).requireSignatureOf(key))
          .as("byte %d", i)
          .isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void textMayHaveEmptyLines() throws Exception {
    var signer = IdentityKey.generate();

    var note = Note.parse(Note.sign("a\n\nb\n", "log.example", signer).bytes());

    assertThat(note.text()).isEqualTo("a\n\nb\n");
    note.requireSignatureOf(new NoteKey("log.example", signer.publicKey()));
  }

  @Test
  void ignoresSignaturesOfOthers() throws Exception {
    var ours = IdentityKey.generate();
    var other = IdentityKey.generate();

    var note = Note.sign("a\n", "log.example", other).withSignature("log.example", ours);

    note.requireSignatureOf(new NoteKey("log.example", ours.publicKey()));
    assertThatThrownBy(
            () -> note.requireSignatureOf(new NoteKey("other.example", ours.publicKey())))
        .hasMessageContaining("no signature of other.example");
  }

  @Test
  void refusesTheWholeNoteForOneFalseSignatureOfAKnownKey() {
    var signer = IdentityKey.generate();
    var good = Note.sign("a\n", "log.example", signer);
    var forged = Note.sign("b\n", "log.example", signer).signatures().getFirst();
    var note = new Note("a\n", List.of(good.signatures().getFirst(), forged));

    assertThatThrownBy(
            () -> note.requireSignatureOf(new NoteKey("log.example", signer.publicKey())))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_SIGNATURE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "a\n",
        "a\n\n",
        "a\n\n\n",
        "a\n— n AAAAAAAA\n",
        "a\n\n— n AAAAAAAA",
        "a\n\n- n AAAAAAAA\n",
        "a\n\n—n AAAAAAAA\n",
        "a\n\n—  AAAAAAAA\n",
        "a\n\n— n+m AAAAAAAA\n",
        "a\n\n— n m AAAAAAAA\n",
        "a\n\n— n\u00a0m AAAAAAAA\n",
        "a\n\n— n AAAAAA==\n",
        "a\n\n— n AAAAAAA\n",
        "a\n\n— n AAAAAAB=\n",
        "a\n\n— n !!!!\n",
        "a\r\n\n— n AAAAAAAA\n",
        "a\u0000\n\n— n AAAAAAAA\n"
      })
  void refusesWhatIsNotANote(String text) {
    assertThatThrownBy(() -> Note.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] bytes = "a\n\n— n AAAAAAAA\n".getBytes(StandardCharsets.UTF_8);
    bytes[0] = (byte) 0xff;

    assertThatThrownBy(() -> Note.parse(bytes)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void acceptsAsManySignaturesAsItSaysAndNoMore() throws Exception {
    var most = "a\n\n" + "— n AAAAAAAA\n".repeat(Note.MAX_SIGNATURES);

    assertThat(Note.parse(most.getBytes(StandardCharsets.UTF_8)).signatures()).hasSize(32);
    assertThatThrownBy(() -> Note.parse((most + "— n AAAAAAAA\n").getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }

  @Test
  void refusesTooManyBytes() {
    assertThatThrownBy(() -> Note.parse(new byte[Note.MAX_BYTES + 1]))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+AhpM2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10Q=",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
      })
  void refusesWhatIsNotAVerifierKey(String text) {
    assertThatThrownBy(() -> NoteKey.parse(text)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void parsersOnlyEverRefuseOrRoundTrip() throws Exception {
    var random = RandomGeneratorFactory.getDefault().create(1);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = Mutation.of(goNote(), random);
      assertThatCode(() -> roundTrip(bytes)).doesNotThrowAnyException();
    }
  }

  private static void roundTrip(byte[] bytes) {
    try {
      assertThat(Note.parse(bytes).bytes()).isEqualTo(bytes);
    } catch (ProtocolException refused) {
      assertThat(refused.code()).isIn(ErrorCode.MALFORMED, ErrorCode.TOO_LARGE);
    }
  }
}
