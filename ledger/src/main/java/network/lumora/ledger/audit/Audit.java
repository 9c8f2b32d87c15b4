package network.lumora.ledger.audit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.Note;
import network.lumora.ledger.log.NoteKey;
import network.lumora.ledger.log.TileHashes;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.StatedBalances;

/**
 * Recomputes a log from its public entries: every signature, the root, every rule, every balance.
 * Immutable.
 */
public final class Audit {
  private final NoteKey log;
  private final List<Checkpoint> seenBefore;
  private final Optional<StatedBalances> stated;

  /**
   * @param log its name and its coordinator's key, from a source that is not the log
   * @param seenBefore checkpoints of it whose signatures were checked when they came
   * @param stated what the coordinator says the balances are
   */
  public Audit(NoteKey log, List<Checkpoint> seenBefore, Optional<StatedBalances> stated) {
    this.log = log;
    this.seenBefore = List.copyOf(seenBefore);
    this.stated = stated;
  }

  /**
   * Reads the log once.
   *
   * @throws IOException if the source cannot be read; what it says is never the cause
   */
  public AuditReport run(EntrySource source) throws IOException {
    var course = new AuditCourse(log, seenBefore, stated);
    long given = source.size();
    var checkpoint = checkpoint(source, course);
    long end = checkpoint.map(Checkpoint::size).map(size -> Math.min(size, given)).orElse(given);
    course.begin();
    while (course.size() < end) {
      int count = (int) Math.min(TileHashes.WIDTH, end - course.size());
      var entries = source.read(course.size(), count);
      if (entries.isEmpty()) {
        break;
      }
      entries.stream().limit(count).forEach(course::take);
    }
    checkpoint.ifPresent(course::compareCheckpoint);
    return course.report();
  }

  private Optional<Checkpoint> checkpoint(EntrySource source, AuditCourse course)
      throws IOException {
    try {
      return Optional.of(Checkpoint.open(Note.parse(source.checkpoint()), log));
    } catch (ProtocolException e) {
      course.find(new Finding.BadCheckpoint(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }
}
