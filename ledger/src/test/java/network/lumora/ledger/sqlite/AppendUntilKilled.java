package network.lumora.ledger.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import network.lumora.ledger.log.Hash;
import network.lumora.ledger.order.AppendResult;
import network.lumora.ledger.state.Parties;
import network.lumora.protocol.identity.IdentityKey;

/** Appends without end and says on its standard output what was acknowledged. */
final class AppendUntilKilled {
  private static final int PAGES = 10_000;

  private AppendUntilKilled() {}

  /** Takes the log, the coordinator's key file and a seed. */
  public static void main(String... args) throws IOException {
    var parties = new Parties(IdentityKey.loadOrCreate(Path.of(args[1])));
    var random = RandomGeneratorFactory.getDefault().create(Long.parseLong(args[2]));
    try (var log = SqliteLog.open(Path.of(args[0]), parties.coordinator)) {
      int order = (int) log.balances().treeSize() + 1;
      acknowledge(log, List.of(parties.genesis(1_000), parties.order(order, PAGES)));
      for (int page = 0; page < PAGES; ) {
        var batch = new ArrayList<byte[]>();
        for (int i = random.nextInt(1, 40); i > 0 && page < PAGES; i--) {
          batch.add(parties.receipt(order, page, 0, 10));
          page++;
        }
        acknowledge(log, batch);
      }
    }
  }

  private static void acknowledge(SqliteLog log, List<byte[]> batch) throws IOException {
    var results = log.append(batch);
    var lines = new StringBuilder();
    for (int i = 0; i < batch.size(); i++) {
      if (results.get(i) instanceof AppendResult.Appended(var index)) {
        lines.append(index).append(' ').append(Hash.ofEntry(batch.get(i))).append('\n');
      }
    }
    System.out.print(lines);
    System.out.flush();
  }
}
