package network.lumora.bridge.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import network.lumora.bridge.guard.Code;
import network.lumora.bridge.guard.RefusedCall;
import network.lumora.bridge.guard.Scope;
import network.lumora.bridge.guard.Tokens;
import network.lumora.protocol.digest.Sha256;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PairingTest {
  private static final String ORIGIN = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
  private static final String NONCE = "00112233445566778899aabbccddeeff";
  private static final String KEY = "ed25519:agent";
  private static final int PORT = 17480;

  private final MemoryStore store = new MemoryStore();
  private final SecureRandom random = new SecureRandom();
  private final PairingCode code = PairingCode.draw(random);
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private Clients clients;
  private Pairing pairing;

  @BeforeEach
  void make() throws IOException {
    clients = new Clients(store, () -> now, random);
    pairing = new Pairing(clients, () -> now, random, "Lumora here", KEY);
  }

  private void open() {
    pairing.open(new WindowRequest(code.shown(), List.of(Scope.READ, Scope.CONTROL)));
  }

  private PairStarted start() {
    return pairing.start(ORIGIN, PORT, new PairStart("Browser", NONCE));
  }

  private static Transcript seen(PairStarted started, int port) {
    return new Transcript(started.pairingId(), NONCE, started.nonce(), ORIGIN, port, "Browser");
  }

  private static void assertRefused(Code expected, String words, ThrowingCallable call) {
    assertThatThrownBy(call)
        .hasMessageContaining(words)
        .isInstanceOfSatisfying(RefusedCall.class, e -> assertThat(e.code()).isEqualTo(expected));
  }

  @Test
  void whoKnowsTheCodeIsPairedAndCanCheckTheAgent() throws IOException {
    open();
    var started = start();
    var key = ProofKey.of(code, seen(started, PORT));

    var paired = pairing.finish(ORIGIN, new PairFinish(started.pairingId(), key.client()));

    assertThat(paired.proof()).isEqualTo(key.server(paired.token(), KEY));
    assertThat(paired.scopes()).containsExactly(Scope.READ, Scope.CONTROL);
    assertThat(paired).asString().doesNotContain(paired.token());
    assertThat(clients.of(Sha256.of(paired.token()))).isInstanceOf(Tokens.Live.class);
    var state = pairing.state();
    assertThat(state.state()).isEqualTo(WindowState.State.PAIRED);
    assertThat(state.client())
        .isNotNull()
        .extracting(Client::id)
        .isEqualTo(clients.live().getFirst().id());
  }

  @Test
  void aProofWorksOnce() throws IOException {
    open();
    var started = start();
    var proof = ProofKey.of(code, seen(started, PORT)).client();
    pairing.finish(ORIGIN, new PairFinish(started.pairingId(), proof));

    assertRefused(
        Code.PAIRING_CLOSED,
        "no pairing is open",
        () -> pairing.finish(ORIGIN, new PairFinish(started.pairingId(), proof)));
    open();
    assertRefused(
        Code.PAIRING_CLOSED,
        "no pairing is open",
        () -> pairing.finish(ORIGIN, new PairFinish(started.pairingId(), proof)));
    assertThat(clients.live()).hasSize(1);
  }

  @Test
  void aRelayFromAnotherPortProvesNothing() {
    open();
    var started = start();
    var proof = ProofKey.of(code, seen(started, 17481)).client();

    assertRefused(
        Code.WRONG_CODE,
        "2 tries left",
        () -> pairing.finish(ORIGIN, new PairFinish(started.pairingId(), proof)));
  }

  @Test
  void threeWrongCodesEndTheWindow() {
    open();
    var started = start();
    var wrong = new PairFinish(started.pairingId(), "00".repeat(32));

    assertRefused(Code.WRONG_CODE, "2 tries left", () -> pairing.finish(ORIGIN, wrong));
    assertRefused(Code.WRONG_CODE, "1 tries left", () -> pairing.finish(ORIGIN, wrong));
    assertRefused(Code.WRONG_CODE, "0 tries left", () -> pairing.finish(ORIGIN, wrong));
    assertRefused(Code.PAIRING_CLOSED, "lumora pair", () -> pairing.finish(ORIGIN, wrong));
    assertThat(pairing.state().state()).isEqualTo(WindowState.State.FAILED);
  }

  @Test
  void theWindowClosesByItself() {
    assertRefused(Code.PAIRING_CLOSED, "no pairing is open", this::start);
    open();
    var started = start();
    now = now.plus(PairingWindow.OPEN_FOR);

    assertThat(pairing.state().state()).isEqualTo(WindowState.State.CLOSED);
    assertRefused(
        Code.PAIRING_CLOSED,
        "no pairing is open",
        () -> pairing.finish(ORIGIN, new PairFinish(started.pairingId(), "")));
    assertRefused(Code.PAIRING_CLOSED, "no pairing is open", this::start);
  }

  @Test
  void anotherOriginCannotFinishWhatOneBegan() {
    open();
    var started = start();
    var proof = ProofKey.of(code, seen(started, PORT)).client();

    assertRefused(
        Code.PAIRING_CLOSED,
        "no pairing is open",
        () -> pairing.finish("moz-extension://other", new PairFinish(started.pairingId(), proof)));
  }

  @Test
  void startsAreBounded() {
    open();
    for (int i = 0; i < PairingWindow.MAX_STARTS; i++) {
      start();
    }

    assertRefused(Code.TOO_MANY, "lumora pair", this::start);
  }

  @Test
  void aFullDiskPairsNobody() {
    open();
    var started = start();
    var proof = ProofKey.of(code, seen(started, PORT)).client();
    store.full = true;

    assertThatThrownBy(() -> pairing.finish(ORIGIN, new PairFinish(started.pairingId(), proof)))
        .isInstanceOf(IOException.class);
    assertThat(pairing.state().state()).isEqualTo(WindowState.State.CLOSED);
  }

  @Test
  void namesThatCouldDeceiveAreRefused() {
    for (var name : List.of("", "a\nb", "a\u0000", "a\u202eb", "a\u2028b", "x".repeat(61))) {
      assertThatThrownBy(() -> new PairStart(name, NONCE))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new PairStart("Browser", "00"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WindowRequest("7K3M9QTX", List.of(Scope.ADMIN)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
