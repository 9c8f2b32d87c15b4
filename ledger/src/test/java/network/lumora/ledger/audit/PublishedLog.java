package network.lumora.ledger.audit;

import java.util.ArrayList;
import java.util.List;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.Frontier;
import network.lumora.ledger.log.Hash;
import network.lumora.ledger.state.Statements;
import network.lumora.protocol.identity.Signer;

/** Entries in memory with a checkpoint over them, honest until a test changes them. */
final class PublishedLog implements EntrySource {
  final List<byte[]> entries;
  byte[] checkpoint;

  PublishedLog(List<byte[]> entries, Signer signer) {
    this.entries = new ArrayList<>(entries);
    this.checkpoint = checkpointOver(entries.size()).sign(signer).bytes();
  }

  Checkpoint checkpointOver(int size) {
    var frontier = Frontier.EMPTY;
    for (byte[] entry : entries.subList(0, size)) {
      frontier = frontier.append(Hash.ofEntry(entry));
    }
    return new Checkpoint(Statements.ORIGIN, size, frontier.root());
  }

  @Override
  public long size() {
    return entries.size();
  }

  @Override
  public List<byte[]> read(long first, int count) {
    return entries.subList((int) first, (int) Math.min(entries.size(), first + count));
  }

  @Override
  public byte[] checkpoint() {
    return checkpoint.clone();
  }
}
