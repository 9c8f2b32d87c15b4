package network.lumora.protocol.relay;

import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;

/** What a relay's grant says it is for. */
public final class RelaySubject {
  private RelaySubject() {}

  /** Between two parties. */
  public static Sha256 of(PublicKey caller, PublicKey callee) {
    return of(caller, callee.toString());
  }

  /** To an opened destination. */
  public static Sha256 of(PublicKey caller, String calleeOrHost) {
    return Sha256.of("relay\n" + caller + "\n" + calleeOrHost + "\n");
  }
}
