package network.lumora.bridge.pairing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.lumora.bridge.guard.Code;
import network.lumora.bridge.guard.RefusedCall;
import network.lumora.bridge.guard.Scope;
import org.jspecify.annotations.Nullable;

/** The short time in which a browser can be paired with a code. Thread-safe. */
final class PairingWindow {
  static final Duration OPEN_FOR = Duration.ofMinutes(2);
  static final int TRIES = 3;

  /** An extension starts once for each code that is typed; more is someone else. */
  static final int MAX_STARTS = 16;

  /** Who proved to know the code. */
  record Proved(Transcript transcript, ProofKey key, Set<Scope> scopes) {}

  private final InstantSource clock;
  private final Map<String, Transcript> started = new HashMap<>();
  private WindowState.State state = WindowState.State.CLOSED;
  private Instant expiresAt = Instant.MIN;
  private int triesLeft;
  private Set<Scope> scopes = Set.of();
  private @Nullable PairingCode code;
  private @Nullable Client client;

  PairingWindow(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void open(PairingCode wanted, List<Scope> forScopes) {
    end(WindowState.State.OPEN);
    code = wanted;
    scopes = Set.copyOf(forScopes);
    triesLeft = TRIES;
    client = null;
    expiresAt = clock.instant().plus(OPEN_FOR);
  }

  synchronized void close() {
    if (isOpen()) {
      end(WindowState.State.CLOSED);
    }
  }

  synchronized boolean isOpen() {
    if (state == WindowState.State.OPEN && !clock.instant().isBefore(expiresAt)) {
      end(WindowState.State.CLOSED);
    }
    return state == WindowState.State.OPEN;
  }

  synchronized WindowState state() {
    boolean open = isOpen();
    return new WindowState(state, open ? expiresAt : null, open ? triesLeft : 0, client);
  }

  synchronized void start(Transcript transcript) {
    requireOpen();
    if (started.size() >= MAX_STARTS) {
      throw new RefusedCall(Code.TOO_MANY, "too many browsers ask; run lumora pair again");
    }
    started.put(transcript.pairingId(), transcript);
  }

  /**
   * Takes no more proofs after a good one, or when the tries are used up.
   *
   * @throws RefusedCall WRONG_CODE or PAIRING_CLOSED
   */
  synchronized Proved prove(String origin, PairFinish finish) {
    var known = requireOpen();
    var transcript = started.get(finish.pairingId());
    if (transcript == null || !transcript.origin().equals(origin)) {
      throw closed();
    }
    var key = ProofKey.of(known, transcript);
    if (!key.isClient(finish.proof())) {
      throw wrongCode();
    }
    end(WindowState.State.OPEN);
    return new Proved(transcript, key, scopes);
  }

  synchronized void paired(Client who) {
    client = who;
    state = WindowState.State.PAIRED;
  }

  private PairingCode requireOpen() {
    if (!isOpen() || code == null) {
      throw closed();
    }
    return code;
  }

  private RefusedCall wrongCode() {
    triesLeft--;
    if (triesLeft == 0) {
      end(WindowState.State.FAILED);
      return new RefusedCall(
          Code.WRONG_CODE, "the code is wrong; 0 tries left, run lumora pair again");
    }
    return new RefusedCall(Code.WRONG_CODE, "the code is wrong; " + triesLeft + " tries left");
  }

  private static RefusedCall closed() {
    return new RefusedCall(
        Code.PAIRING_CLOSED, "no pairing is open; run lumora pair, and type its code in time");
  }

  private void end(WindowState.State how) {
    state = how;
    code = null;
    started.clear();
  }
}
