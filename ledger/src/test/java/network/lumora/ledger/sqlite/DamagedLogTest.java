package network.lumora.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.Frontier;
import network.lumora.ledger.log.Hash;
import network.lumora.ledger.state.Parties;
import network.lumora.ledger.state.Statements;
import network.lumora.protocol.identity.IdentityKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log has 302 entries and checkpoints over 100, 200 and 302 of them. */
class DamagedLogTest {
  @TempDir private Path folder;
  private final Parties parties = new Parties();
  private List<byte[]> history = List.of();

  @BeforeEach
  void append() throws IOException {
    history = parties.shortHistory(300);
    try (var log = open()) {
      log.append(history.subList(0, 100));
      log.append(history.subList(100, 200));
      log.append(history.subList(200, 302));
    }
    open().close();
  }

  private SqliteLog open() throws IOException {
    return SqliteLog.open(file(), parties.coordinator);
  }

  private Path file() {
    return folder.resolve("ledger.db");
  }

  private RawFile raw() {
    return new RawFile(file());
  }

  private void assertDamagedAt(long entry, String detail) {
    assertThatThrownBy(() -> open().close())
        .isInstanceOfSatisfying(
            CorruptLogException.class, e -> assertThat(e.entry()).isEqualTo(entry))
        .hasMessageContaining(detail);
  }

  @Test
  void namesAnEntryWhoseBytesWereChanged() throws Exception {
    raw().execute("UPDATE entry SET body = ? WHERE idx = 150", (Object) history.get(151));

    assertDamagedAt(150, "do not have the hash");
  }

  @Test
  void namesTheCheckpointIfEntryAndLeafWereChanged() throws Exception {
    byte[] forged = parties.receipt(1, 5_000, 1, 999_999);
    raw().execute("UPDATE entry SET body = ? WHERE idx = 150", (Object) forged);
    raw()
        .execute(
            "UPDATE tile_hash SET hash = ? WHERE level = 0 AND idx = 150",
            (Object) Hash.ofEntry(forged).bytes());

    assertDamagedAt(199, "differs from the checkpoint over 200");
  }

  @Test
  void namesAHashAboveTheLeavesThatWasChanged() throws Exception {
    raw().execute("UPDATE tile_hash SET hash = zeroblob(32) WHERE level = 1");

    assertDamagedAt(255, "level 1");
  }

  @Test
  void namesTheFirstEntryThatIsMissing() throws Exception {
    raw().execute("DELETE FROM entry WHERE idx >= 290");

    assertDamagedAt(290, "checkpoint over 302");
  }

  @Test
  void namesTheStretchWithAHole() throws Exception {
    raw().execute("DELETE FROM entry WHERE idx = 260");

    assertDamagedAt(256, "some are missing");
  }

  @Test
  void namesALeafThatIsMissing() throws Exception {
    raw().execute("DELETE FROM tile_hash WHERE level = 0 AND idx = 301");

    assertDamagedAt(301, "do not have the hash");
  }

  @Test
  void namesALeafWithoutEntry() throws Exception {
    raw().execute("INSERT INTO tile_hash VALUES (0, 302, zeroblob(32))");

    assertDamagedAt(302, "no entry");
  }

  @Test
  void namesAnEntryThatBreaksARule() throws Exception {
    byte[] again = parties.receipt(1, 7, 0, 9);
    raw().execute("INSERT INTO entry VALUES (302, ?)", (Object) again);
    raw().execute("INSERT INTO tile_hash VALUES (0, 302, ?)", (Object) Hash.ofEntry(again).bytes());

    assertDamagedAt(302, "TASK_PAID");
  }

  @Test
  void namesACheckpointWithAnotherRoot() throws Exception {
    var forged = new Checkpoint(Statements.ORIGIN, 302, Hash.EMPTY_TREE).sign(parties.coordinator);
    raw().execute("UPDATE checkpoint SET note = ? WHERE size = 302", forged.toString());

    assertDamagedAt(301, "differs from the checkpoint");
  }

  @Test
  void namesACheckpointSignedByAnother() throws Exception {
    var forged = new Checkpoint(Statements.ORIGIN, 302, root()).sign(IdentityKey.generate());
    raw().execute("UPDATE checkpoint SET note = ? WHERE size = 302", forged.toString());

    assertDamagedAt(301, "no signature");
  }

  private Hash root() throws Exception {
    try (var tables = new LogTables(new LogFile(file()).connect())) {
      return Frontier.of(tables, 302).root();
    }
  }

  @Test
  void refusesTheLogOfAnotherCoordinator() {
    assertThatThrownBy(() -> SqliteLog.open(file(), IdentityKey.generate()).close())
        .isInstanceOf(CorruptLogException.class)
        .hasMessageContaining("FOREIGN_COORDINATOR");
  }
}
