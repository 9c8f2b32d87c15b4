package network.lumora.ledger.audit;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.lumora.ledger.log.Hash;
import network.lumora.ledger.state.Effect;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.MicroLmr;

/**
 * What an audit has recomputed, and what it found wrong.
 *
 * @param size entries that were read: those under the checkpoint
 * @param root over them
 * @param state digest of the state after them
 * @param epochs that were paid, in order
 * @param findings empty if the log is what it claims to be
 */
public record AuditReport(
    long size,
    Hash root,
    Sha256 state,
    List<Effect.EpochPaid> epochs,
    SortedMap<PublicKey, MicroLmr> balances,
    List<Finding> findings) {

  public AuditReport {
    epochs = List.copyOf(epochs);
    balances = Collections.unmodifiableSortedMap(new TreeMap<>(balances));
    findings = List.copyOf(findings);
  }

  public boolean isClean() {
    return findings.isEmpty();
  }
}
