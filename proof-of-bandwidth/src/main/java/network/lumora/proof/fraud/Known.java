package network.lumora.proof.fraud;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.Claim;
import network.lumora.proof.receipt.Head;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;

/** What is remembered of receipts that counted, as the rules ask for it. */
public interface Known {
  /** Claims of one line that a rule looks at. */
  int MAX_NEAR = 64;

  /** The newest receipt of the session, or its beginning. */
  Head head(Terms terms) throws IOException;

  /** The receipt that counted at this place; the newest of the session is always there. */
  Optional<Envelope> at(String grantId, long sequence) throws IOException;

  /** Where this receiver used this nonce. */
  Optional<Replay.Use> nonce(PublicKey receiver, String nonce) throws IOException;

  /** Claims on the line that touch a stretch of time, the newest {@link #MAX_NEAR}. */
  List<Claim> near(String linkId, Instant from, Instant to) throws IOException;

  /** Other grants for the same subject between the same two, the newest few. */
  List<DoubleClaim.Service> sameService(Terms terms) throws IOException;
}
