package network.lumora.bridge.pairing;

import network.lumora.protocol.digest.Sha256;

/**
 * What both ends saw of one pairing; if they saw different things, no proof fits.
 *
 * @param port that the extension dialled: a program that relays from another port has another
 */
public record Transcript(
    String pairingId,
    String nonceExtension,
    String nonceAgent,
    String origin,
    int port,
    String clientName) {

  public String text() {
    return String.join(
            "\n",
            "lumora-pair-v1",
            pairingId,
            nonceExtension,
            nonceAgent,
            origin,
            Integer.toString(port),
            clientName)
        + "\n";
  }

  byte[] salt() {
    return Sha256.of(text()).bytes();
  }
}
