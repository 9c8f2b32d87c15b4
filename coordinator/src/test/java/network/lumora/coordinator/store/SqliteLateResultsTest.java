package network.lumora.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import network.lumora.coordinator.program.FakeAgent;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLateResultsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final String ORDER = "a".repeat(32);
  private static final Bytes PLENTY = new Bytes(1_000_000);

  @TempDir Path data;
  private final IdentityKey agent = IdentityKey.generate();
  private Sql sql;

  @BeforeEach
  void open() throws IOException {
    var file = new BookFile(data.resolve("book.db"));
    sql = file.writable();
    file.migrate(sql);
  }

  @AfterEach
  void close() throws IOException {
    sql.close();
  }

  private void keep(SqliteLateResults results, int page, int bytes) throws IOException {
    var digest = Sha256.of("x");
    var key = agent.publicKey();
    var lease =
        new Lease(
            "b".repeat(32),
            new TaskId(ORDER, page),
            key,
            key,
            digest,
            digest,
            digest,
            new Bytes(1_000),
            new Bytes(1_000),
            NOW,
            NOW.plusSeconds(60));
    var sealed = new byte[bytes];
    var receipt = FakeAgent.receipt(lease, key, page + 1, sealed, NOW);
    results.keep(receipt, new StatementCodec().sign(receipt, agent), Sealed.of(sealed), NOW);
  }

  private boolean has(SqliteLateResults results, int page) throws IOException {
    return !results.of(ORDER, page).isEmpty();
  }

  @Test
  void forgetsTheOldestWhenThereAreTooMany() throws Exception {
    var results = new SqliteLateResults(sql, 2, PLENTY);

    for (int page = 0; page < 3; page++) {
      keep(results, page, 10);
    }

    assertThat(has(results, 0)).isFalse();
    assertThat(has(results, 1)).isTrue();
    assertThat(has(results, 2)).isTrue();
  }

  @Test
  void forgetsTheOldestWhenTheyAreTooLarge() throws Exception {
    var results = new SqliteLateResults(sql, 100, new Bytes(100_000));

    keep(results, 0, 60_000);
    keep(results, 1, 20_000);
    keep(results, 2, 60_000);

    assertThat(has(results, 0)).isFalse();
    assertThat(has(results, 1)).isTrue();
    assertThat(has(results, 2)).isTrue();
    assertThat(sql.number("SELECT sum(bytes) FROM late_result")).isLessThanOrEqualTo(100_000);
  }
}
