package network.lumora.agent.link;

import java.util.ArrayList;
import java.util.List;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.Hash;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Logged;

/** A log straight from the definition in RFC 6962 section 2.1, slow and short. */
public final class GrowingLog {
  private final String origin;
  private final Signer signer;
  private final List<Hash> leaves = new ArrayList<>();

  public GrowingLog(String origin, Signer signer) {
    this.origin = origin;
    this.signer = signer;
  }

  /** Its place in the log as it is now, of which it is the last entry. */
  public Logged append(byte[] entry) {
    leaves.add(Hash.ofEntry(entry));
    return evidence(leaves.size() - 1);
  }

  /** The place of an entry in the log as it is now. */
  public Logged evidence(int index) {
    var path = new ArrayList<Sha256>();
    path(index, leaves, path);
    var checkpoint = new Checkpoint(origin, leaves.size(), root(leaves));
    return new Logged(index, leaves.size(), path, checkpoint.sign(signer).toString());
  }

  private static Hash root(List<Hash> part) {
    if (part.size() == 1) {
      return part.getFirst();
    }
    int middle = Integer.highestOneBit(part.size() - 1);
    return Hash.ofNode(root(part.subList(0, middle)), root(part.subList(middle, part.size())));
  }

  private static void path(int index, List<Hash> part, List<Sha256> out) {
    if (part.size() == 1) {
      return;
    }
    int middle = Integer.highestOneBit(part.size() - 1);
    var left = part.subList(0, middle);
    var right = part.subList(middle, part.size());
    path(index < middle ? index : index - middle, index < middle ? left : right, out);
    out.add(Sha256.fromBytes(root(index < middle ? right : left).bytes()));
  }
}
