package network.lumora.coordinator.book;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.units.BytesPerSecond;

/** What agents' lines were proven to do, one challenge after the other. */
public interface ProvenLines {
  void add(ProvenLine line) throws IOException;

  Optional<ProvenLine> find(String challengeId) throws IOException;

  /** The newest of an agent in one direction, the oldest of them first. */
  List<ProvenLine> newest(PublicKey agent, ChallengeDirection direction, int limit)
      throws IOException;

  /** What the newest of them proves. */
  Optional<BytesPerSecond> proven(PublicKey agent, ChallengeDirection direction) throws IOException;

  /** It is in the log at this index. */
  void setIndex(String challengeId, long index) throws IOException;

  /** The log did not take it: it never counted. */
  void remove(String challengeId) throws IOException;

  /** How many agents have a proven line. */
  long provenAgents() throws IOException;
}
