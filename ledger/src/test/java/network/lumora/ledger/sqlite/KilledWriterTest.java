package network.lumora.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import network.lumora.ledger.log.Hash;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.IdentityKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KilledWriterTest {
  private static final int ROUNDS = 10;
  private static final int HASH_CHARACTERS = 44;
  @TempDir private Path folder;
  private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(9);

  @Test
  @Timeout(240)
  void everythingAcknowledgedSurvivesAKill() throws Exception {
    var coordinator = IdentityKey.loadOrCreate(folder.resolve("key"));
    var acknowledged = new TreeMap<Long, Hash>();
    for (int round = 0; round < ROUNDS; round++) {
      int before = acknowledged.size();
      killAfterSomeAcknowledgements(round, acknowledged);
      assertThat(acknowledged.size()).isGreaterThan(before);
      try (var log = SqliteLog.open(folder.resolve("ledger.db"), coordinator)) {
        assertHolds(log, acknowledged);
      }
    }
  }

  private void killAfterSomeAcknowledgements(int seed, SortedMap<Long, Hash> acknowledged)
      throws IOException, InterruptedException, ProtocolException {
    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path", ""),
                AppendUntilKilled.class.getName(),
                folder.resolve("ledger.db").toString(),
                folder.resolve("key").toString(),
                String.valueOf(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      take(lines, random.nextInt(1, 150), acknowledged);
      for (int spins = random.nextInt(1_000_000); spins > 0; spins--) {
        Thread.onSpinWait();
      }
      // By its handle: the process itself would close the stream with what it still holds.
      process.toHandle().destroyForcibly();
      process.waitFor();
      take(lines, Integer.MAX_VALUE, acknowledged);
    }
  }

  /** Reads whole lines; the last one before a kill may be cut. */
  private static void take(BufferedReader lines, int most, SortedMap<Long, Hash> acknowledged)
      throws IOException, ProtocolException {
    for (int i = 0; i < most; i++) {
      var line = lines.readLine();
      if (line == null || line.length() - line.indexOf(' ') != HASH_CHARACTERS + 1) {
        return;
      }
      int space = line.indexOf(' ');
      acknowledged.put(
          Long.valueOf(line.substring(0, space)), Hash.parse(line.substring(space + 1)));
    }
  }

  private static void assertHolds(SqliteLog log, SortedMap<Long, Hash> acknowledged)
      throws IOException {
    var checkpoint = log.checkpoint().orElseThrow().checkpoint();
    for (var entry : acknowledged.entrySet()) {
      byte[] stored = log.entries(entry.getKey(), 1).getFirst();
      assertThat(Hash.ofEntry(stored)).isEqualTo(entry.getValue());
    }
    long last = Collections.max(acknowledged.keySet());
    var leaf = Hash.ofEntry(log.entries(last, 1).getFirst());
    assertThat(log.inclusion(last, checkpoint.size()).verify(leaf, checkpoint.root()).proven())
        .isTrue();
  }
}
