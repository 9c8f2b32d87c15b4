package network.lumora.protocol.message;

import network.lumora.protocol.digest.Sha256;

/**
 * What holds for every task of a coordinator.
 *
 * @param userAgent how every agent names itself to sites, with an address where to complain
 * @param minimumAgentVersion older agents get no work
 */
public record Policy(int version, String userAgent, String minimumAgentVersion) {
  public Policy {
    Text.requireRange("version", version, 1, Integer.MAX_VALUE);
    Text.requireLength("userAgent", userAgent, 1, 200);
    Text.requireLength("minimumAgentVersion", minimumAgentVersion, 1, 40);
    if (!userAgent.matches("[ -~]+")) {
      throw new IllegalArgumentException("userAgent has a character that no header may hold");
    }
  }

  /** Over the three values, each followed by a line feed. */
  public Sha256 digest() {
    return Sha256.of(version + "\n" + userAgent + "\n" + minimumAgentVersion + "\n");
  }
}
