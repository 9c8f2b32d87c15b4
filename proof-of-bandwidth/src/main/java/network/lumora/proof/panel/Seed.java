package network.lumora.proof.panel;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import network.lumora.protocol.digest.Sha256;

/**
 * From where a draw comes: half of it is the coordinator's, half the prover's.
 *
 * <p>The coordinator commits to its half before it sees the prover's, so neither can try seeds
 * until the draw suits it; the two together can.
 */
public final class Seed {
  private Seed() {}

  /** What the coordinator tells before the draw. */
  public static Sha256 commitment(String secret) {
    return Sha256.of(HexFormat.of().parseHex(secret));
  }

  /**
   * SHA-256 over the bytes of the secret, then those of the nonce.
   *
   * @param nonce the prover's half; in a joint challenge those of all provers, in their order
   */
  public static Sha256 of(String secret, String nonce) {
    return Sha256.of(HexFormat.of().parseHex(secret + nonce));
  }

  /** The bytes that give {@code name} its place in a draw. */
  static Sha256 ticket(Sha256 seed, String name) {
    var digest = Sha256.newDigest();
    digest.update(seed.bytes());
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    return Sha256.fromBytes(digest.digest());
  }
}
