package network.lumora.protocol.message;

import java.util.List;
import network.lumora.protocol.identity.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * A consumer wants bytes carried, to another consumer or to a site that it has opened.
 *
 * @param callee the other party
 * @param host instead of a callee: the site
 * @param avoid agents that did not answer just now
 */
public record RelayRequest(
    @Nullable PublicKey callee, @Nullable String host, List<PublicKey> avoid) {
  private static final int MAX_AVOIDED = 32;

  public RelayRequest {
    if ((callee == null) == (host == null)) {
      throw new IllegalArgumentException("a relay leads to a callee or a host");
    }
    if (host != null) {
      Text.requireHost("host", host);
    }
    Text.requireRange("number of agents to avoid", avoid.size(), 0, MAX_AVOIDED);
    avoid = List.copyOf(avoid);
  }
}
