package network.lumora.bridge.pairing;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;

/** Pairs browsers with the agent. Thread-safe. */
public final class Pairing {
  private static final int NONCE_BYTES = 16;

  private final PairingWindow window;
  private final Clients clients;
  private final SecureRandom random;
  private final String agentName;
  private final String agentKey;

  public Pairing(
      Clients clients,
      InstantSource clock,
      SecureRandom random,
      String agentName,
      String agentKey) {
    this.window = new PairingWindow(clock);
    this.clients = clients;
    this.random = random;
    this.agentName = agentName;
    this.agentKey = agentKey;
  }

  /** A window that is open already is closed first. */
  public WindowState open(WindowRequest request) {
    window.open(PairingCode.parse(request.code()), request.scopes());
    return window.state();
  }

  public WindowState state() {
    return window.state();
  }

  public WindowState close() {
    window.close();
    return window.state();
  }

  public boolean isOpen() {
    return window.isOpen();
  }

  /**
   * @param port that the extension dialled
   */
  public PairStarted start(String origin, int port, PairStart start) {
    var transcript = new Transcript(hex(), start.nonce(), hex(), origin, port, start.clientName());
    window.start(transcript);
    return new PairStarted(
        transcript.pairingId(), transcript.nonceAgent(), agentName, ProofKey.ITERATIONS);
  }

  public Paired finish(String origin, PairFinish finish) throws IOException {
    var proved = window.prove(origin, finish);
    var granted = grant(origin, proved);
    return new Paired(
        proved.key().server(granted.token(), agentKey),
        granted.token(),
        granted.client().id(),
        granted.client().scopes(),
        granted.client().expiresAt(),
        agentKey);
  }

  private Clients.Granted grant(String origin, PairingWindow.Proved proved) throws IOException {
    try {
      var granted = clients.add(proved.transcript().clientName(), origin, proved.scopes());
      window.paired(granted.client());
      return granted;
    } catch (IOException e) {
      window.close();
      throw e;
    }
  }

  private String hex() {
    var bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
