package network.lumora.agent.receipt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.lumora.agent.link.GrowingLog;
import network.lumora.ledger.log.EntryBundle;
import network.lumora.ledger.log.TileHashes;
import network.lumora.ledger.log.TilePath;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Logged;

/** A log in memory; what it publishes may differ from what it signed before. */
final class PaperLog implements PublishedLog {
  static final String ORIGIN = "coordinator.example/log";

  private final GrowingLog tree;
  private final List<byte[]> entries = new ArrayList<>();
  private String checkpoint = "";

  PaperLog(Signer coordinator) {
    tree = new GrowingLog(ORIGIN, coordinator);
  }

  Logged append(byte[] entry) {
    entries.add(entry);
    var logged = tree.append(entry);
    checkpoint = logged.checkpoint();
    return logged;
  }

  /** Publishes another entry than the one it signed a tree over. */
  void replace(int index, byte[] entry) {
    entries.set(index, entry);
  }

  @Override
  public Optional<byte[]> get(String path) {
    if (path.equals("checkpoint")) {
      return Optional.of(checkpoint.getBytes(StandardCharsets.UTF_8));
    }
    for (int first = 0; first < entries.size(); first += TileHashes.WIDTH) {
      int width = Math.min(TileHashes.WIDTH, entries.size() - first);
      if (path.equals(new TilePath.Entries(first / TileHashes.WIDTH, width).toString())) {
        return Optional.of(EntryBundle.write(entries.subList(first, first + width)));
      }
    }
    return Optional.empty();
  }
}
