package network.lumora.ledger.log;

import java.util.List;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.Signer;

/**
 * What a log states about itself: so many entries, under this root (c2sp.org/tlog-checkpoint).
 * Immutable.
 *
 * @param origin names the log, and the key that signs for it
 * @param size in entries
 * @param extensions further lines, opaque; ours have none
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

  public Checkpoint {
    if (!isLine(origin) || !extensions.stream().allMatch(Checkpoint::isLine)) {
      throw new IllegalArgumentException("the lines of a checkpoint are not empty");
    }
    if (size < 0) {
      throw new IllegalArgumentException("tree size is negative: " + size);
    }
    extensions = List.copyOf(extensions);
  }

  public Checkpoint(String origin, long size, Hash root) {
    this(origin, size, root, List.of());
  }

  /** Reads the text of a note. */
  public static Checkpoint parse(String text) throws ProtocolException {
    var lines = List.of(text.split("\n", -1));
    int end = lines.size() - 1;
    if (end < 3 || !lines.getLast().isEmpty() || lines.subList(0, end).contains("")) {
      throw new ProtocolException(
          ErrorCode.MALFORMED, "not a checkpoint: expected lines for origin, size and root");
    }
    return new Checkpoint(
        lines.get(0), size(lines.get(1)), Hash.parse(lines.get(2)), lines.subList(3, end));
  }

  /** Reads a note that must be signed by {@code key} and be about the log of that name. */
  public static Checkpoint open(Note note, NoteKey key) throws ProtocolException {
    note.requireSignatureOf(key);
    var checkpoint = parse(note.text());
    if (!checkpoint.origin.equals(key.name())) {
      throw new ProtocolException(
          ErrorCode.CONFLICT,
          "expected a checkpoint of " + key.name() + ", got one of " + checkpoint.origin);
    }
    return checkpoint;
  }

  public Note sign(Signer signer) {
    return Note.sign(text(), origin, signer);
  }

  public String text() {
    var out = new StringBuilder();
    out.append(origin).append('\n').append(size).append('\n').append(root).append('\n');
    extensions.forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  private static long size(String line) throws ProtocolException {
    try {
      long size = Long.parseLong(line);
      if (size >= 0 && Long.toString(size).equals(line)) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw new ProtocolException(ErrorCode.MALFORMED, "the tree size is not a number", e);
    }
    throw new ProtocolException(
        ErrorCode.MALFORMED, "the tree size is not a plain decimal number from 0");
  }

  private static boolean isLine(String line) {
    return !line.isEmpty() && line.indexOf('\n') < 0;
  }
}
