package network.lumora.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import network.lumora.ledger.evidence.ReceiptEvidence;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.EntryBundle;
import network.lumora.ledger.log.Hash;
import network.lumora.ledger.log.NoteKey;
import network.lumora.ledger.log.ProofVerdict;
import network.lumora.ledger.log.SignedCheckpoint;
import network.lumora.ledger.log.TilePath;
import network.lumora.ledger.order.AppendResult;
import network.lumora.ledger.order.OrderedLog;
import network.lumora.ledger.state.Parties;
import network.lumora.ledger.state.Rule;
import network.lumora.ledger.state.Statements;
import network.lumora.protocol.units.MicroLmr;
import network.lumora.protocol.wire.DocumentCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLogTest {
  @TempDir private Path folder;
  private final Parties parties = new Parties();
  private SqliteLog log;

  @BeforeEach
  void open() throws IOException {
    log = SqliteLog.open(folder.resolve("ledger.db"), parties.coordinator);
  }

  @AfterEach
  void close() throws IOException {
    log.close();
  }

  private void reopen() throws IOException {
    log.close();
    open();
  }

  @Test
  void anEmptyLogHasNoCheckpoint() throws IOException {
    assertThat(log.checkpoint()).isEmpty();
    assertThat(log.entries(0, 10)).isEmpty();
    assertThat(log.balances().treeSize()).isZero();
    reopen();
    assertThat(log.checkpoint()).isEmpty();
  }

  @Test
  void answersEachEntryInItsPlace() throws IOException {
    var results =
        log.append(
            List.of(
                parties.genesis(1_000),
                parties.receipt(1, 0, 0, 5),
                parties.order(1, 2),
                parties.receipt(1, 0, 0, 5),
                parties.entry(parties.say.receipt(1, 1, parties.agent(0), 5), parties.coordinator),
                "?".getBytes(StandardCharsets.UTF_8),
                new byte[EntryBundle.MAX_ENTRY_BYTES + 1]));

    assertThat(results).hasSize(7);
    assertThat(results.get(0)).isEqualTo(new AppendResult.Appended(0));
    assertThat(rule(results.get(1))).isEqualTo(Rule.ORDER_NOT_OPEN);
    assertThat(results.get(2)).isEqualTo(new AppendResult.Appended(1));
    assertThat(results.get(3)).isIn(new AppendResult.Appended(2));
    assertThat(rule(results.get(4))).isEqualTo(Rule.BAD_SIGNATURE);
    assertThat(rule(results.get(5))).isEqualTo(Rule.UNREADABLE);
    assertThat(rule(results.get(6))).isEqualTo(Rule.ENTRY_TOO_LARGE);
    assertThat(newest().size()).isEqualTo(3);
  }

  private static Rule rule(AppendResult result) {
    return ((AppendResult.Refused) result).rule();
  }

  @Test
  void theSameBytesAreAppendedOnce() throws IOException {
    byte[] genesis = parties.genesis(1_000);

    assertThat(log.append(List.of(genesis, genesis)))
        .containsExactly(new AppendResult.Appended(0), new AppendResult.AlreadyThere(0));
    reopen();
    assertThat(log.append(List.of(genesis))).containsExactly(new AppendResult.AlreadyThere(0));
    assertThat(newest().size()).isEqualTo(1);
    assertThat(log.indexOf(genesis)).hasValue(0);
    assertThat(log.indexOf(new byte[1])).isEmpty();
  }

  @Test
  void everyCheckpointIsSignedAndConsistentWithTheNext() throws Exception {
    var key = new NoteKey(Statements.ORIGIN, parties.coordinator.publicKey());
    var seen = new ArrayList<Checkpoint>();
    for (byte[] entry : parties.shortHistory(20)) {
      log.append(List.of(entry));
      seen.add(Checkpoint.open(signed().note(), key));
    }

    for (var old : seen) {
      for (var later : seen.subList((int) old.size() - 1, seen.size())) {
        var proof = log.consistency(old.size(), later.size());
        assertThat(proof.verify(old.root(), later.root())).isEqualTo(new ProofVerdict.Proven());
      }
    }
  }

  @Test
  void everyEntryIsProvenUnderTheCheckpoint() throws IOException {
    var history = parties.shortHistory(600);
    log.append(history);

    for (int i = 0; i < history.size(); i += 7) {
      var proof = log.inclusion(i, newest().size());
      assertThat(proof.verify(Hash.ofEntry(history.get(i)), newest().root()))
          .isEqualTo(new ProofVerdict.Proven());
    }
    assertThatThrownBy(() -> log.inclusion(0, newest().size() + 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void givesEvidenceThatTheAgentCanCheckOffline() throws Exception {
    log.append(parties.shortHistory(9));
    var logged = signed().evidence(log.inclusion(7, newest().size()));
    var envelope = new DocumentCodec().readEnvelope(log.entries(7, 1).getFirst());

    var receipt = new ReceiptEvidence(parties.coordinator.publicKey()).verify(envelope, logged);

    assertThat(receipt).isEqualTo(parties.say.receipt(1, 5, parties.agent(2), 105));
    var older = log.inclusion(7, 9);
    assertThatThrownBy(() -> signed().evidence(older)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void servesTilesAndBundlesAsTheSpecificationHasThem() throws Exception {
    var history = parties.shortHistory(600);
    log.append(history);

    assertThat(log.entries(0, OrderedLog.MAX_BATCH)).usingRecursiveComparison().isEqualTo(history);
    assertThat(EntryBundle.parse(bytes("tile/entries/001"), 256))
        .usingRecursiveComparison()
        .isEqualTo(history.subList(256, 512));
    assertThat(EntryBundle.parse(bytes("tile/entries/002.p/90"), 90))
        .usingRecursiveComparison()
        .isEqualTo(history.subList(512, 602));
    assertThat(bytes("tile/0/000")).startsWith(Hash.ofEntry(history.get(0)).bytes()).hasSize(8192);
    assertThat(bytes("tile/0/002.p/90")).endsWith(Hash.ofEntry(history.get(601)).bytes());
    assertThat(bytes("tile/1/000.p/2")).hasSize(64);
    for (var absent :
        List.of(
            "tile/0/002",
            "tile/0/002.p/91",
            "tile/1/000.p/3",
            "tile/2/000.p/1",
            "tile/63/000.p/1",
            "tile/entries/003.p/1",
            "tile/entries/x999/x999/x999/x999/x999/999")) {
      assertThat(log.tile(TilePath.parse(absent))).as(absent).isEmpty();
    }
  }

  private byte[] bytes(String path) throws Exception {
    return log.tile(TilePath.parse(path)).orElseThrow();
  }

  @Test
  void reopensToTheSameBalancesAndCheckpoint() throws IOException {
    log.append(parties.shortHistory(30));
    log.append(List.of(parties.epochClosed(0)));
    var balances = log.balances();
    var checkpoint = log.checkpoint();

    reopen();

    assertThat(log.balances()).isEqualTo(balances);
    assertThat(log.checkpoint()).isEqualTo(checkpoint);
    assertThat(balances.epoch()).isEqualTo(1);
    assertThat(balances.balances().stream().mapToLong(b -> b.amount().count()).sum())
        .isEqualTo(1_000_000);
    assertThat(balances.balances()).allMatch(b -> b.amount().compareTo(MicroLmr.NONE) > 0);
    assertThat(rule(log.append(List.of(parties.receipt(1, 3, 0, 9))).getFirst()))
        .isEqualTo(Rule.TASK_PAID);
  }

  @Test
  void signsWhatACrashLeftWithoutCheckpoint() throws Exception {
    log.append(parties.shortHistory(3));
    log.append(List.of(parties.receipt(1, 9, 0, 9)));
    log.close();
    raw().execute("DELETE FROM checkpoint WHERE size = 6");

    open();

    assertThat(newest().size()).isEqualTo(6);
  }

  @Test
  void refusesASecondWriter() {
    assertThatThrownBy(
            () -> SqliteLog.open(folder.resolve("ledger.db"), parties.coordinator).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("open in another program");
  }

  @Test
  void refusesAFileOfANewerVersion() throws Exception {
    log.close();
    raw().execute("PRAGMA user_version = 99");

    assertThatThrownBy(this::open).hasMessageContaining("newer version");
  }

  @Test
  void afterAFailedWriteNothingMoreIsAppended() throws Exception {
    log.append(parties.shortHistory(3));
    raw().execute("ALTER TABLE entry RENAME TO elsewhere");
    var more = List.of(parties.receipt(1, 9, 0, 9));

    assertThatThrownBy(() -> log.append(more)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> log.append(more)).hasMessageContaining("open the log again");

    log.close();
    raw().execute("ALTER TABLE elsewhere RENAME TO entry");
    open();
    assertThat(log.append(more)).containsExactly(new AppendResult.Appended(5));
  }

  @Test
  void refusesABatchBeyondTheBound() {
    var many = Collections.nCopies(OrderedLog.MAX_BATCH + 1, new byte[0]);

    assertThatThrownBy(() -> log.append(many)).isInstanceOf(IllegalArgumentException.class);
  }

  private RawFile raw() {
    return new RawFile(folder.resolve("ledger.db"));
  }

  private SignedCheckpoint signed() {
    return log.checkpoint().orElseThrow();
  }

  private Checkpoint newest() {
    return signed().checkpoint();
  }
}
