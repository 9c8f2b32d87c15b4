package network.lumora.agent.trial;

import java.io.IOException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.units.Bytes;

/** Keeps what challenges cost and prove, for the host to read. */
public interface LineKeeping {
  /** A verdict of whose evidence everything holds. */
  void proved(LineProven verdict) throws IOException;

  /**
   * A challenge is over that moved bytes.
   *
   * @param stopped whether the host's own needs ended it
   */
  void tested(PublicKey coordinator, String challengeId, Bytes up, Bytes down, boolean stopped)
      throws IOException;
}
