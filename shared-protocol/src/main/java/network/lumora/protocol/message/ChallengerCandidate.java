package network.lumora.protocol.message;

import network.lumora.protocol.identity.PublicKey;

/**
 * Somebody who could be drawn to challenge a line.
 *
 * @param network the part of the Internet it is in, such as {@code 203.0.0.0/16}: two of one
 *     network are drawn only if there are no others
 * @param operatorRun whether the coordinator's operator answers for it
 */
public record ChallengerCandidate(PublicKey key, String network, boolean operatorRun) {
  public ChallengerCandidate {
    Text.requireLength("network", network, 1, 64);
  }
}
