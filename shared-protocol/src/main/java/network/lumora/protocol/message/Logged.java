package network.lumora.protocol.message;

import java.util.List;
import network.lumora.protocol.digest.Sha256;

/**
 * Evidence that an entry is in the public log (RFC 6962 section 2.1.1).
 *
 * @param index of the entry, from 0
 * @param treeSize of the checkpoint
 * @param path the inclusion proof, from the leaf's sibling upwards
 * @param checkpoint the signed note (C2SP tlog-checkpoint) whose root the proof leads to
 */
public record Logged(long index, long treeSize, List<Sha256> path, String checkpoint) {
  public Logged {
    Text.requireRange("treeSize", treeSize, 1, Long.MAX_VALUE);
    Text.requireRange("index", index, 0, treeSize - 1);
    Text.requireRange("length of path", path.size(), 0, 63);
    Text.requireLength("checkpoint", checkpoint, 1, 4_096);
    path = List.copyOf(path);
  }
}
