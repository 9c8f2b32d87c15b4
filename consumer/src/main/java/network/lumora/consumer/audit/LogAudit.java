package network.lumora.consumer.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import network.lumora.consumer.trust.SeenLog;
import network.lumora.ledger.audit.Audit;
import network.lumora.ledger.audit.AuditReport;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.Note;
import network.lumora.ledger.log.NoteKey;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.StatedBalances;

/** Audits one coordinator's log against all that was seen of it before. */
public final class LogAudit {
  private final PublicKey coordinator;
  private final SeenLog seen;

  /**
   * @param faults resources of the log that could not be read, and why
   */
  public record Outcome(AuditReport report, List<String> faults) {
    public boolean isClean() {
      return report.isClean() && faults.isEmpty();
    }
  }

  public LogAudit(PublicKey coordinator, SeenLog seen) {
    this.coordinator = coordinator;
    this.seen = seen;
  }

  /**
   * Reads the whole log. A clean one is remembered: the next audit holds it to that.
   *
   * @param stated fetched before this is called, so that the log covers it
   */
  public Outcome run(LogReader log, StatedBalances stated) throws IOException, ProtocolException {
    var before = seen.newest();
    var entries = new BundledEntries(log);
    var key = new NoteKey(origin(before, entries.checkpoint()), coordinator);
    var report = new Audit(key, before.stream().toList(), Optional.of(stated)).run(entries);
    var outcome = new Outcome(report, entries.faults());
    if (outcome.isClean()) {
      seen.take(new String(entries.checkpoint(), StandardCharsets.UTF_8));
      seen.save();
    }
    return outcome;
  }

  /** On first use the log's own word; any valid name serves to report a bad checkpoint. */
  private static String origin(Optional<Checkpoint> before, byte[] checkpoint) {
    if (before.isPresent()) {
      return before.get().origin();
    }
    try {
      var origin = Checkpoint.parse(Note.parse(checkpoint).text()).origin();
      return new NoteKey(origin, PublicKey.of(new byte[PublicKey.LENGTH_BYTES])).name();
    } catch (ProtocolException | IllegalArgumentException e) {
      return "unknown";
    }
  }
}
