package network.lumora.consumer.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import network.lumora.consumer.disk.PrivateFolder;
import network.lumora.consumer.disk.WholeFile;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.Note;
import network.lumora.ledger.log.NoteKey;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * The newest checkpoint that a coordinator ever signed for us, kept as evidence. One thread.
 *
 * <p>A log that later is shorter, or has another root at that size, was rewritten. Its name is
 * trusted on first use, as its key is.
 */
public final class SeenLog {
  private final Path folder;
  private final Path file;
  private final PublicKey coordinator;
  private @Nullable Note newest;

  public SeenLog(Path folder, PublicKey coordinator) {
    this.folder = folder;
    this.file =
        folder.resolve(Sha256.of(coordinator.bytes()).toString().substring(0, 16) + ".checkpoint");
    this.coordinator = coordinator;
  }

  /** The newest checkpoint seen; empty if there was none. */
  public Optional<Checkpoint> newest() throws IOException {
    if (newest == null && Files.exists(file)) {
      newest = read();
    }
    return Optional.ofNullable(newest).map(SeenLog::checkpoint);
  }

  /**
   * Keeps a checkpoint, if it is newer than the one kept, or says why it cannot be of the same log.
   * Only a walk through the entries finds a fork between different sizes.
   *
   * @param verified a note whose signature by the coordinator was checked
   */
  public Optional<String> take(String verified) throws IOException {
    var note = note(verified);
    var checkpoint = checkpoint(note);
    var seen = newest();
    if (seen.isEmpty()) {
      newest = note;
      return Optional.empty();
    }
    var contradiction = contradiction(seen.get(), checkpoint);
    if (contradiction.isEmpty() && checkpoint.size() > seen.get().size()) {
      newest = note;
    }
    return contradiction;
  }

  private Optional<String> contradiction(Checkpoint seen, Checkpoint checkpoint) {
    if (!seen.origin().equals(checkpoint.origin())) {
      return Optional.of(
          "expected a checkpoint of " + seen.origin() + ", got one of " + checkpoint.origin());
    }
    if (seen.size() == checkpoint.size() && !seen.root().equals(checkpoint.root())) {
      return Optional.of(
          "the log is forked: its coordinator has signed two roots for %d entries, the other is in %s"
              .formatted(seen.size(), file));
    }
    return Optional.empty();
  }

  /** Makes what was taken durable. */
  public void save() throws IOException {
    var note = newest;
    if (note != null) {
      PrivateFolder.create(folder);
      WholeFile.write(file, note.toString());
    }
  }

  private Note read() throws IOException {
    try {
      var note = Note.parse(Files.readAllBytes(file));
      note.requireSignatureOf(new NoteKey(Checkpoint.parse(note.text()).origin(), coordinator));
      return note;
    } catch (ProtocolException | IllegalArgumentException e) {
      throw new IOException(
          file
              + " is damaged: expected the last checkpoint seen; restore it from a copy or delete it",
          e);
    }
  }

  private static Note note(String verified) {
    try {
      return Note.parse(verified.getBytes(StandardCharsets.UTF_8));
    } catch (ProtocolException e) {
      throw new IllegalStateException("a note that was verified is one", e);
    }
  }

  private static Checkpoint checkpoint(Note verified) {
    try {
      return Checkpoint.parse(verified.text());
    } catch (ProtocolException e) {
      throw new IllegalStateException("a note that was verified as a checkpoint is one", e);
    }
  }
}
