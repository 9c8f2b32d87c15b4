package network.lumora.proof.line;

import java.util.Collection;
import java.util.Collections;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;

/** Names a line by those behind it. */
public final class LinkId {
  private static final int DIGITS = 32;

  private LinkId() {}

  /**
   * The first 32 hexadecimal digits of SHA-256 over the smallest key, as text: an agent alone keeps
   * its line's name, and any number behind one line agree on theirs.
   *
   * @param agents at least one
   */
  public static String of(Collection<PublicKey> agents) {
    return Sha256.of(Collections.min(agents).toString()).toString().substring(0, DIGITS);
  }
}
