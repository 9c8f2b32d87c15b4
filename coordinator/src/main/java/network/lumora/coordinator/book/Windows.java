package network.lumora.coordinator.book;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import network.lumora.proof.fraud.Known;
import network.lumora.proof.fraud.Ruling;
import network.lumora.proof.grant.SignedGrant;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.Session;
import network.lumora.proof.receipt.SignedWindow;

/** Sessions, and the receipts of their windows that counted. */
public interface Windows extends Known {
  /** Writes down a grant before it is handed out. */
  void grant(SignedGrant grant, Instant now) throws IOException;

  /** What was granted under this id. */
  Optional<Terms> terms(String grantId) throws IOException;

  /** Where the session of these terms stands. */
  Session session(Terms terms) throws IOException;

  void setSession(String grantId, Session session) throws IOException;

  /** Writes down a receipt that counts. */
  void count(Terms terms, SignedWindow window, Ruling.Counts counted) throws IOException;
}
