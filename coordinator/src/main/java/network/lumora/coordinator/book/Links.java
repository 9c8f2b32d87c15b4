package network.lumora.coordinator.book;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import network.lumora.protocol.identity.PublicKey;

/** Which agents share a link. */
public interface Links {
  Optional<String> of(PublicKey agent) throws IOException;

  void put(PublicKey agent, String linkId) throws IOException;

  List<PublicKey> agentsOn(String linkId) throws IOException;
}
