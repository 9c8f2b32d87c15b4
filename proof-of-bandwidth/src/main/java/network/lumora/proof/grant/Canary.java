package network.lumora.proof.grant;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import network.lumora.protocol.digest.Sha256;

/**
 * Whether a grant is a canary: served to the coordinator's own receiver, to see whether real work
 * is done as well as tests are. Its parties learn it when the coordinator reveals mark and salt.
 *
 * @param salt 32 lower-case hexadecimal digits, fresh for each grant: without it, the two
 *     commitments that are possible could be tried
 */
public record Canary(boolean marked, String salt) {
  /**
   * Two of a hundred grants. Whoever serves only tests meets one within 149 windows with a
   * probability of 95 %.
   */
  public static final double SHARE = 0.02;

  private static final int SALT_BYTES = 16;

  /**
   * @param secure must not be predictable
   */
  public static Canary draw(RandomGenerator secure) {
    var salt = new byte[SALT_BYTES];
    secure.nextBytes(salt);
    return new Canary(secure.nextDouble() < SHARE, HexFormat.of().formatHex(salt));
  }

  /** SHA-256 of {@code lumora-canary-v1 LF salt LF yes|no LF}. */
  public Sha256 commitment() {
    return Sha256.of("lumora-canary-v1\n" + salt + "\n" + (marked ? "yes" : "no") + "\n");
  }

  /** Whether this is what the grant committed to. */
  public boolean opens(Sha256 commitment) {
    return commitment().equals(commitment);
  }
}
