package network.lumora.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.Hash;
import network.lumora.ledger.log.NoteKey;
import network.lumora.ledger.state.Parties;
import network.lumora.ledger.state.Rule;
import network.lumora.ledger.state.Statements;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.StatedBalances;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;
import org.junit.jupiter.api.Test;

/** The log: genesis, an order, three receipts, a paid epoch, one receipt more, a paid epoch. */
class AuditTest {
  private static final int SIZE = 8;
  private final Parties parties = new Parties();
  private final NoteKey key = new NoteKey(Statements.ORIGIN, parties.coordinator.publicKey());
  private final PublishedLog log = publish(history());

  private List<byte[]> history() {
    var entries = parties.shortHistory(3);
    entries.add(parties.epochClosed(0));
    entries.add(parties.receipt(1, 7, 0, 500));
    entries.add(parties.epochClosed(1));
    return entries;
  }

  private PublishedLog publish(List<byte[]> entries) {
    return new PublishedLog(entries, parties.coordinator);
  }

  private AuditReport audit() throws IOException {
    return audit(key, List.of(), Optional.empty());
  }

  private AuditReport audit(NoteKey by, List<Checkpoint> before, Optional<StatedBalances> stated)
      throws IOException {
    return new Audit(by, before, stated).run(log);
  }

  @Test
  void anHonestLogIsClean() throws IOException {
    var report = audit(key, List.of(log.checkpointOver(3)), Optional.of(honestBalances()));

    assertThat(report.findings()).isEmpty();
    assertThat(report.isClean()).isTrue();
    assertThat(report.size()).isEqualTo(SIZE);
    assertThat(report.root()).isEqualTo(log.checkpointOver(SIZE).root());
  }

  @Test
  void tellsWhatEachEpochPaid() throws IOException {
    var epochs = audit().epochs();

    assertThat(epochs).hasSize(2);
    assertThat(epochs.getFirst().receipts()).isEqualTo(3);
    assertThat(epochs.getFirst().contributed()).isEqualTo(new Bytes(3_303));
    assertThat(epochs.getFirst().paid()).isEqualTo(new MicroLmr(1_000_000));
    assertThat(epochs.get(1).payouts())
        .containsExactly(Map.entry(parties.agent(0), new MicroLmr(1_000_000)));
  }

  @Test
  void namesAnEntryWithAForgedSignature() throws IOException {
    var forged = parties.say.receipt(1, 1, parties.agent(1), 900_000);
    log.entries.set(3, parties.entry(forged, parties.agents.get(0), parties.coordinator));

    var findings = audit().findings();

    assertBadEntry(findings.getFirst(), 3, Rule.BAD_SIGNATURE);
    assertThat(findings.get(1)).isInstanceOf(Finding.RootDiffers.class);
  }

  @Test
  void namesAnEntryWithAChangedByte() throws IOException {
    var text = new String(log.entries.get(4), StandardCharsets.UTF_8);
    int at = text.indexOf("\"sig\":\"") + 20;
    char other = text.charAt(at) == 'A' ? 'B' : 'A';
    var changed = text.substring(0, at) + other + text.substring(at + 1);
    log.entries.set(4, changed.getBytes(StandardCharsets.UTF_8));

    assertBadEntry(audit().findings().getFirst(), 4, Rule.BAD_SIGNATURE);
  }

  @Test
  void namesAnUnreadableEntry() throws IOException {
    log.entries.set(4, new byte[] {'{'});

    assertBadEntry(audit().findings().getFirst(), 4, Rule.UNREADABLE);
  }

  @Test
  void namesARuleThatTheCoordinatorBrokeUnderItsOwnSignature() throws IOException {
    var entries = history();
    entries.add(parties.receipt(1, 7, 2, 500));
    entries.add(parties.epochClosed(7));
    var cheating = publish(entries);

    var report = new Audit(key, List.of(), Optional.empty()).run(cheating);

    assertThat(report.findings()).hasSize(2);
    assertBadEntry(report.findings().get(0), 8, Rule.TASK_PAID);
    assertBadEntry(report.findings().get(1), 9, Rule.WRONG_EPOCH);
  }

  private static void assertBadEntry(Finding finding, long index, Rule rule) {
    assertThat(finding)
        .isInstanceOfSatisfying(
            Finding.BadEntry.class,
            bad -> {
              assertThat(bad.index()).isEqualTo(index);
              assertThat(bad.rule()).isEqualTo(rule);
            });
    assertThat(finding.describe()).startsWith("entry " + index + " breaks the rule " + rule);
  }

  @Test
  void namesARootThatIsNotThatOfTheEntries() throws IOException {
    var honest = log.checkpointOver(SIZE).root();
    var stated = new Checkpoint(Statements.ORIGIN, SIZE, Hash.EMPTY_TREE);
    log.checkpoint = stated.sign(parties.coordinator).bytes();

    assertThat(audit().findings())
        .containsExactly(new Finding.RootDiffers(SIZE, Hash.EMPTY_TREE, honest));
  }

  @Test
  void namesACheckpointThatTheLogDidNotSign() throws IOException {
    log.checkpoint = log.checkpointOver(SIZE).sign(IdentityKey.generate()).bytes();

    assertThat(audit().findings()).hasOnlyElementsOfType(Finding.BadCheckpoint.class).hasSize(1);
    log.checkpoint = new byte[] {'?'};
    assertThat(audit().findings()).hasOnlyElementsOfType(Finding.BadCheckpoint.class).hasSize(1);
  }

  @Test
  void namesEntriesThatTheLogHoldsBack() throws IOException {
    log.entries.removeLast();

    assertThat(audit().findings()).containsExactly(new Finding.MissingEntries(SIZE, SIZE - 1));
  }

  @Test
  void namesALogThatWasCut() throws IOException {
    var before = log.checkpointOver(SIZE);
    log.checkpoint = log.checkpointOver(5).sign(parties.coordinator).bytes();

    assertThat(audit(key, List.of(before), Optional.empty()).findings())
        .containsExactly(new Finding.ShorterThanBefore(SIZE, 5));
  }

  @Test
  void namesAForkFromACheckpointSeenBefore() throws IOException {
    var before = log.checkpointOver(4);
    var entries = history();
    entries.set(3, parties.receipt(1, 1, 2, 999));
    var other = publish(entries);

    var report = new Audit(key, List.of(before), Optional.empty()).run(other);

    assertThat(report.findings())
        .containsExactly(new Finding.Forked(4, before.root(), other.checkpointOver(4).root()));
  }

  @Test
  void namesALogOfAnotherNameOrCoordinator() throws IOException {
    var otherName = new NoteKey("other.test/log", key.key());
    assertThat(audit(otherName, List.of(), Optional.empty()).findings())
        .contains(new Finding.OtherOrigin("other.test/log", Statements.ORIGIN));

    var otherKey = new NoteKey(Statements.ORIGIN, IdentityKey.generate().publicKey());
    assertBadEntry(
        audit(otherKey, List.of(), Optional.empty()).findings().get(1),
        0,
        Rule.FOREIGN_COORDINATOR);
  }

  @Test
  void namesEachBalanceThatDiffers() throws IOException {
    var honest = honestBalances();
    var balances = new ArrayList<>(honest.balances());
    var first = balances.removeFirst();
    var tooMuch = first.amount().plus(new MicroLmr(1));
    balances.add(new StatedBalances.Balance(first.account(), tooMuch));
    var stranger = IdentityKey.generate().publicKey();
    balances.add(new StatedBalances.Balance(stranger, new MicroLmr(5)));

    var findings =
        audit(key, List.of(), Optional.of(new StatedBalances(SIZE, 3, balances))).findings();

    assertThat(findings)
        .containsExactlyInAnyOrder(
            new Finding.BalanceDiffers(first.account(), tooMuch, first.amount()),
            new Finding.BalanceDiffers(stranger, new MicroLmr(5), MicroLmr.NONE),
            new Finding.EpochDiffers(3, 2));
  }

  @Test
  void comparesBalancesAtTheSizeTheyAreStatedFor() throws IOException {
    var earlier = new PublishedLog(log.entries.subList(0, 6), parties.coordinator);
    var then = new Audit(key, List.of(), Optional.empty()).run(earlier);
    var stated = stated(6, 1, then);

    assertThat(audit(key, List.of(), Optional.of(stated)).findings()).isEmpty();
    assertThat(audit(key, List.of(), Optional.of(new StatedBalances(99, 1, List.of()))).findings())
        .containsExactly(new Finding.BalancesBeyondLog(99, SIZE));
  }

  private StatedBalances honestBalances() throws IOException {
    return stated(SIZE, 2, audit());
  }

  private static StatedBalances stated(long size, long epoch, AuditReport report) {
    return new StatedBalances(
        size,
        epoch,
        report.balances().entrySet().stream()
            .map(entry -> new StatedBalances.Balance(entry.getKey(), entry.getValue()))
            .toList());
  }

  @Test
  void stopsCountingFindingsAtItsBound() throws IOException {
    for (int i = 0; i < AuditCourse.MAX_FINDINGS + 10; i++) {
      log.entries.add(new byte[] {(byte) i});
    }
    log.checkpoint = log.checkpointOver(log.entries.size()).sign(parties.coordinator).bytes();

    assertThat(audit().findings()).hasSize(AuditCourse.MAX_FINDINGS);
  }
}
