package network.lumora.agent.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import network.lumora.agent.journal.Journal;
import network.lumora.bridge.agent.Category;
import network.lumora.bridge.agent.JournalQuery;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.bridge.agent.Rules;
import network.lumora.proof.grant.Canary;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.message.SessionCounted;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.message.ToAgent.SessionLogged;
import network.lumora.protocol.message.ToCoordinator.SessionKept;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the public log holds of relays, as the agent keeps it. */
class SessionReceiptsTest {
  private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
  private static final String ID = "7".repeat(32);
  private static final StatementCodec STATEMENTS = new StatementCodec();
  private static final DocumentCodec DOCUMENTS = new DocumentCodec();

  @TempDir Path folder;
  private final IdentityKey coordinator = IdentityKey.generate();
  private final IdentityKey agent = IdentityKey.generate();
  private final IdentityKey payer = IdentityKey.generate();
  private final PaperLog log = new PaperLog(coordinator);
  private Journal journal;
  private Settlements settlements;

  @BeforeEach
  void open() throws IOException {
    journal = Journal.open(folder);
    settlements = new Settlements(agent.publicKey(), journal.outbox(), () -> START);
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
  }

  private Grant grant(IdentityKey provider) {
    return new Grant(
        ID,
        coordinator.publicKey(),
        provider.publicKey(),
        payer.publicKey(),
        payer.publicKey(),
        TrafficKind.RELAY,
        Sha256.of("relay"),
        new Bytes(1_000_000_000),
        new Bytes(524_288),
        ID,
        new Canary(false, ID).commitment(),
        START,
        START.plusSeconds(3_600));
  }

  private static WindowReceipt window(long sequence, long up) {
    return new WindowReceipt(
        ID,
        sequence,
        Sha256.of("before"),
        new Bytes(up),
        new Bytes(5),
        START,
        START.plusSeconds(1),
        1_000_000,
        "%032x".formatted(sequence),
        Sha256.of("transcript"),
        ID,
        0);
  }

  private SessionLogged logged(IdentityKey provider, WindowReceipt window) {
    var receipt = STATEMENTS.sign(window, payer).countersign(provider);
    return logged(STATEMENTS.sign(grant(provider), coordinator), receipt);
  }

  private SessionLogged logged(Envelope grant, Envelope receipt) {
    var counted = new SessionCounted(coordinator.publicKey(), grant, receipt);
    var entry = STATEMENTS.sign(counted, coordinator);
    return new SessionLogged(entry, log.append(DOCUMENTS.writeBytes(entry)));
  }

  private Optional<SessionKept> take(SessionLogged told) throws Exception {
    return settlements.sessionLogged(coordinator.publicKey(), PaperLog.ORIGIN, told);
  }

  private void note() throws IOException {
    journal
        .outbox()
        .noteSession(
            new JournalEntry(
                START,
                coordinator.publicKey(),
                Rules.Trust.FULL,
                payer.publicKey(),
                JournalRow.Kind.RELAY,
                "Carried",
                Category.UNCATEGORISED,
                new TaskId(ID, 0),
                "shop.example",
                "shop.example",
                new Bytes(1),
                new Bytes(1),
                JournalRow.Outcome.OK,
                "DONE",
                null),
            ID,
            "waiting: signed by both ends");
  }

  private String row() throws IOException {
    return journal.rows().page(JournalQuery.after(0, 1), null).getFirst().receipt();
  }

  @Test
  void keepsWhatTheLogHoldsAndCountsItOnce() throws Exception {
    var told = logged(agent, window(3, 1_000));

    assertThat(take(told)).contains(new SessionKept(ID, 3));
    assertThat(take(told)).contains(new SessionKept(ID, 3));
    var counts = journal.receipts().counts();
    assertThat(counts.settled()).isEqualTo(1);
    assertThat(counts.delivered()).isEqualTo(new Bytes(1_005));
    var kept = journal.receipts().page(0, 10);
    assertThat(kept).singleElement().satisfies(it -> assertThat(it.session()).isEqualTo(ID));
    new SettlementCheck(agent.publicKey(), coordinator.publicKey())
        .requireGenuine(kept.getFirst().read());
  }

  @Test
  void aLaterReceiptOfTheSameRelayCountsWhatItHasMore() throws Exception {
    take(logged(agent, window(3, 1_000)));
    take(logged(agent, window(9, 4_000)));

    var counts = journal.receipts().counts();
    assertThat(counts.settled()).isEqualTo(2);
    assertThat(counts.delivered()).isEqualTo(new Bytes(4_005));
    assertThat(journal.receipts().page(0, 10)).hasSize(2);
  }

  @Test
  void itsRowIsSettledWhicheverComesFirst() throws Exception {
    note();
    assertThat(row()).startsWith("waiting");
    take(logged(agent, window(3, 1_000)));
    assertThat(row()).isEqualTo("settled");

    journal.forgetAll();
    note();
    assertThat(row()).isEqualTo("settled");
  }

  @Test
  void whatDoesNotHoldIsEvidenceAndCountsNothing() throws Exception {
    var half = STATEMENTS.sign(window(3, 1_000), payer);
    var forged = STATEMENTS.sign(grant(agent), IdentityKey.generate());
    var whole = half.countersign(agent);
    var proofOfAnother = logged(agent, window(8, 9)).logged();

    assertThat(take(logged(IdentityKey.generate(), window(3, 1_000)))).isEmpty();
    assertThat(take(logged(STATEMENTS.sign(grant(agent), coordinator), half))).isEmpty();
    assertThat(take(logged(forged, whole))).isEmpty();
    assertThat(take(new SessionLogged(logged(agent, window(3, 7)).session(), proofOfAnother)))
        .isEmpty();
    assertThat(journal.receipts().counts().settled()).isZero();
    assertThat(journal.receipts().evidence()).hasSize(4);
  }
}
