package network.lumora.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.lumora.agent.consent.Consent;
import network.lumora.agent.consent.ConsentGate;
import network.lumora.agent.consent.ConsentText;
import network.lumora.agent.policy.Moved;
import network.lumora.agent.receipt.Delivery;
import network.lumora.agent.receipt.JournalEntry;
import network.lumora.bridge.agent.Category;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.bridge.agent.Rules;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.message.ToAgent.Unpaid;
import network.lumora.protocol.message.ToAgent.UnpaidReason;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each step is followed by a new opening of the file, as after a crash. */
class JournalTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String LEASE = "00112233445566778899aabbccddeeff";

  private final IdentityKey agent = IdentityKey.generate();
  private final PublicKey coordinator = IdentityKey.generate().publicKey();
  @TempDir private Path folder;

  private interface Step<T> {
    T on(Journal journal) throws IOException;
  }

  private <T> T reopened(Step<T> step) throws IOException {
    try (var journal = Journal.open(folder)) {
      return step.on(journal);
    }
  }

  private JournalEntry entry() {
    return entry(NOW, "example.org", "www.example.org", JournalRow.Outcome.OK);
  }

  private JournalEntry entry(Instant at, String site, String host, JournalRow.Outcome outcome) {
    return new JournalEntry(
        at,
        coordinator,
        Rules.Trust.FULL,
        coordinator,
        JournalRow.Kind.SCRAPE,
        "Prices, for a comparison",
        Category.NEWS,
        new TaskId(LEASE, 0),
        site,
        host,
        new Bytes(1),
        new Bytes(2),
        outcome,
        "NONE",
        outcome == JournalRow.Outcome.BLOCKED ? "SITE_DENIED " + site : null);
  }

  private Envelope signed(long sequence) {
    return Envelope.sign("test", ("receipt " + sequence).getBytes(StandardCharsets.UTF_8), agent);
  }

  private Delivery add(Journal journal, int bodyBytes) throws IOException {
    return journal
        .outbox()
        .add(coordinator, LEASE, Sealed.of(new byte[bodyBytes]), entry(), 23, this::signed);
  }

  @Test
  void consentSurvivesAndAChangedTextAsksAgain() throws IOException {
    var text = new ConsentText(1, "do you?");
    reopened(journal -> new ConsentGate(text, journal.consents()).give(NOW));

    assertThat(
            this.<Optional<Consent>>reopened(
                journal -> new ConsentGate(text, journal.consents()).given()))
        .isPresent();
    assertThat(
            this.<Optional<Consent>>reopened(
                journal ->
                    new ConsentGate(new ConsentText(2, "do you?"), journal.consents()).given()))
        .isEmpty();
    assertThat(
            this.<Optional<Consent>>reopened(
                journal ->
                    new ConsentGate(new ConsentText(1, "do you!"), journal.consents()).given()))
        .isEmpty();
  }

  @Test
  void usageSurvives() throws IOException {
    var day = LocalDate.parse("2026-11-22");
    reopened(
        journal -> {
          journal.usage().add(day, new Moved(new Bytes(3), new Bytes(4)));
          journal.usage().add(day, new Moved(new Bytes(3), new Bytes(4)));
          return true;
        });

    assertThat(this.<Moved>reopened(journal -> journal.usage().between(day, day)).both())
        .isEqualTo(new Bytes(14));
    assertThat(
            this.<Moved>reopened(journal -> journal.usage().between(day.minusDays(21), day)).both())
        .isEqualTo(new Bytes(14));
  }

  @Test
  void sequencesHaveNoGapsAcrossCrashes() throws IOException {
    assertThat(this.<Delivery>reopened(journal -> add(journal, 10)).sequence()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                reopened(
                    journal ->
                        journal
                            .outbox()
                            .add(
                                coordinator,
                                LEASE,
                                Sealed.of(new byte[1]),
                                entry(),
                                null,
                                _ -> {
                                  throw new IllegalStateException("power cut");
                                })))
        .hasMessage("power cut");
    assertThat(this.<Delivery>reopened(journal -> add(journal, 10)).sequence()).isEqualTo(2);
    assertThat(this.<List<JournalTable.Row>>reopened(journal -> journal.rows().after(0, 10)))
        .hasSize(2);
  }

  @Test
  void aDeliveryWaitsUntilItIsClosedAndIsNeverCountedTwice() throws IOException {
    reopened(journal -> add(journal, 10));
    reopened(journal -> add(journal, 20));
    var unpaid = new Unpaid(1, UnpaidReason.ALREADY_DONE, "late");

    for (int again = 0; again < 2; again++) {
      reopened(
          journal -> {
            journal.outbox().close(coordinator, unpaid);
            return true;
          });
      assertThat(this.<Long>reopened(journal -> journal.outbox().acknowledgedThrough(coordinator)))
          .isEqualTo(1);
    }

    assertThat(
            this.<Optional<Delivery>>reopened(
                    journal -> journal.outbox().firstAfter(coordinator, 0))
                .orElseThrow())
        .isEqualTo(reopened(journal -> journal.outbox().find(coordinator, 2)).orElseThrow());
    assertThat(
            this.<List<JournalTable.Row>>reopened(journal -> journal.rows().after(0, 1))
                .getFirst()
                .receipt())
        .isEqualTo("unpaid: ALREADY_DONE");
    assertThat(this.<ReceiptTable.Counts>reopened(journal -> journal.receipts().counts()).unpaid())
        .isEqualTo(1);
    assertThat(this.<Delivery>reopened(journal -> add(journal, 1)).sequence()).isEqualTo(3);
  }

  @Test
  void whoWatchesHearsOfEachRowAgainWhenItsReceiptIsClosed() throws IOException {
    var told = new ArrayList<Long>();
    try (var journal = Journal.open(folder)) {
      journal.watch(
          new JournalWatch() {
            @Override
            public void written(long row) {
              told.add(row);
            }

            @Override
            public void settled(long sequence) {}
          });
      add(journal, 10);
      add(journal, 20);
      var unpaid = new Unpaid(1, UnpaidReason.ALREADY_DONE, "late");

      journal.outbox().close(coordinator, unpaid);
      journal.outbox().close(coordinator, unpaid);
    }

    assertThat(told).containsExactly(1L, 2L, 1L);
  }

  @Test
  void everyCoordinatorHasItsOwnSequence() throws IOException {
    reopened(journal -> add(journal, 10));
    var other = IdentityKey.generate().publicKey();

    var first =
        reopened(
            journal ->
                journal
                    .outbox()
                    .add(other, LEASE, Sealed.of(new byte[1]), entry(), null, this::signed));

    assertThat(first.sequence()).isEqualTo(1);
    assertThat(this.<Long>reopened(journal -> journal.outbox().acknowledgedThrough(other)))
        .isZero();
  }

  @Test
  void aDeliveryKeepsTheRoundTripToItsSite() throws IOException {
    reopened(journal -> add(journal, 10));

    assertThat(this.<Optional<Delivery>>reopened(journal -> journal.outbox().find(coordinator, 1)))
        .hasValueSatisfying(delivery -> assertThat(delivery.connectMillis()).isEqualTo(23));
  }

  @Test
  void aDeliveryOverAConnectionThatWasThereHasNoRoundTrip() throws IOException {
    reopened(
        journal ->
            journal
                .outbox()
                .add(coordinator, LEASE, Sealed.of(new byte[1]), entry(), null, this::signed));

    assertThat(this.<Optional<Delivery>>reopened(journal -> journal.outbox().find(coordinator, 1)))
        .hasValueSatisfying(delivery -> assertThat(delivery.connectMillis()).isNull());
  }

  @Test
  void aLeaseIsNewOnce() throws IOException {
    var end = NOW.plusSeconds(60);

    assertThat(this.<Boolean>reopened(journal -> journal.leases().isNew(LEASE, end, NOW))).isTrue();
    assertThat(this.<Boolean>reopened(journal -> journal.leases().isNew(LEASE, end, NOW)))
        .isFalse();
    assertThat(this.<Boolean>reopened(journal -> journal.leases().isNew(LEASE, Instant.MAX, NOW)))
        .isFalse();
  }

  @Test
  void theFirstKeyOfAnAddressStays() throws IOException {
    reopened(
        journal -> {
          journal.pins().pin("ws://a", coordinator, NOW);
          journal.pins().pin("ws://a", agent.publicKey(), NOW);
          return true;
        });

    assertThat(this.<Optional<PublicKey>>reopened(journal -> journal.pins().at("ws://a")))
        .contains(coordinator);
    assertThat(this.<Optional<PublicKey>>reopened(journal -> journal.pins().at("ws://b")))
        .isEmpty();
  }

  @Test
  void aFullDiskIsAnErrorWithItsCureAndLosesNothing() throws IOException {
    reopened(journal -> add(journal, 10));
    reopened(
        journal -> {
          journal.limitPages(1);
          assertThatThrownBy(() -> add(journal, 1_000_000))
              .isInstanceOf(IOException.class)
              .hasMessageContaining("full: free some space");
          assertThat(journal.outbox().waiting()).isEqualTo(1);
          journal.limitPages(100_000);
          assertThat(add(journal, 1_000_000).sequence()).isEqualTo(2);
          return true;
        });
  }

  @Test
  void whatIsNoDatabaseIsNotOverwritten() throws IOException {
    var file = folder.resolve("agent.db");
    Files.writeString(file, "these are my holiday notes, ".repeat(100));

    assertThatThrownBy(() -> Journal.open(folder)).hasMessageContaining("damaged");
    assertThat(Files.readString(file)).startsWith("these are my holiday notes");
  }

  @Test
  void aFileOfANewerProgramIsLeftAlone() throws Exception {
    reopened(journal -> true);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("agent.db"));
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }

    assertThatThrownBy(() -> Journal.open(folder)).hasMessageContaining("newer Lumora");
  }
}
