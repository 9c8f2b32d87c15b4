package network.lumora.protocol.message;

import java.time.Instant;

/**
 * What the owner of a site publishes there to prove control of it: one of both.
 *
 * @param dnsName where {@code line} may be the text of a TXT record
 * @param url where {@code line} may be all there is
 * @param line without a line end
 * @param expiresAt when the coordinator looks no more, unless it has seen it by then
 */
public record DestinationProof(
    String host, String dnsName, String url, String line, Instant expiresAt) {
  public DestinationProof {
    Text.requireHost("host", host);
    Text.requireLength("dnsName", dnsName, 1, 300);
    Text.requireLength("url", url, 1, 400);
    Text.requireLength("line", line, 1, 200);
  }
}
