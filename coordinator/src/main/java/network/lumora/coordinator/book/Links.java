package network.lumora.coordinator.book;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import network.lumora.proof.line.SharedLines;
import network.lumora.protocol.identity.PublicKey;

/** Which agents share a link, as joint challenges have shown. */
public interface Links {
  /** Empty before anything is proven of the agent's line. */
  Optional<String> of(PublicKey agent) throws IOException;

  /** The agent's link from now on, which it has alone unless it is known to share. */
  String begin(PublicKey agent) throws IOException;

  List<PublicKey> agentsOn(String linkId) throws IOException;

  /** All that is known of who shares with whom. */
  SharedLines shared() throws IOException;

  /** A joint challenge of these has ended. */
  void found(Collection<PublicKey> agents, boolean oneLine, Instant endedAt) throws IOException;

  /** When the last joint challenge of any of these has ended. */
  Optional<Instant> newestJoint(Collection<PublicKey> agents) throws IOException;
}
