package network.lumora.bridge.pairing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that a code and a transcript make, and the proofs of knowing it. Immutable.
 *
 * <p>PBKDF2 (RFC 8018) because WebCrypto has it: whoever relays the client's proof would have to
 * try 2^40 codes, each at {@link #ITERATIONS}, while the window is open.
 */
public final class ProofKey {
  /** OWASP's figure for PBKDF2-HMAC-SHA256; some 0.2 s of one core. */
  public static final int ITERATIONS = 600_000;

  private static final int KEY_BITS = 256;

  private final SecretKeySpec key;
  private final String transcript;

  private ProofKey(SecretKeySpec key, String transcript) {
    this.key = key;
    this.transcript = transcript;
  }

  public static ProofKey of(PairingCode code, Transcript transcript) {
    var spec = new PBEKeySpec(code.text().toCharArray(), transcript.salt(), ITERATIONS, KEY_BITS);
    try {
      var key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec);
      return new ProofKey(new SecretKeySpec(key.getEncoded(), "HmacSHA256"), transcript.text());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has PBKDF2 with SHA-256", e);
    } finally {
      spec.clearPassword();
    }
  }

  /** That the extension knows the code. */
  public String client() {
    return proof("client\n" + transcript);
  }

  /** That the agent knows the code, and that the token and the key are its own. */
  public String server(String token, String agentKey) {
    return proof("server\n" + transcript + token + "\n" + agentKey + "\n");
  }

  /** In constant time. */
  public boolean isClient(String proof) {
    return MessageDigest.isEqual(bytes(client()), bytes(proof));
  }

  private String proof(String message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(bytes(message)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
