package network.lumora.coordinator.book;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import network.lumora.proof.fraud.Finding;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;

/** What rules have found, with the signed bodies that show it; never dropped by itself. */
public interface Evidence {
  /** Of one party and one kind: more of the same shows nothing new, and must not fill the disk. */
  int MAX_OF_A_KIND = 16;

  /**
   * Keeps it, unless there is enough of the kind against this party, or the same was kept.
   *
   * @param against whose statement it is
   * @param bodies the signed statements
   */
  void keep(PublicKey against, Finding finding, List<Envelope> bodies, Instant now)
      throws IOException;

  /** The newest first. */
  List<Kept> newest(int limit) throws IOException;

  /**
   * One of them.
   *
   * @param kind name of the finding
   */
  record Kept(Instant at, PublicKey against, String kind, String detail, List<Envelope> bodies) {}
}
