package network.lumora.coordinator.book;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import network.lumora.proof.fraud.ChallengerScore;
import network.lumora.protocol.identity.PublicKey;

/** How challengers' newest slots stood to those of the others. */
public interface Scores {
  /** The challenger had a slot. */
  void add(PublicKey challenger, ChallengerScore.Slot slot, Instant now) throws IOException;

  /** Of all that had slots since then, by those. */
  List<ChallengerScore> since(Instant then) throws IOException;
}
