package network.lumora.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.policy.Settings;
import network.lumora.agent.receipt.JournalEntry;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.agent.rules.Traffic;
import network.lumora.bridge.agent.Category;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.bridge.agent.RuleQuestion;
import network.lumora.bridge.agent.RuleTest;
import network.lumora.bridge.agent.Rules;
import network.lumora.bridge.agent.UsageQuery;
import network.lumora.bridge.agent.UsageReport;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesksTest {
  /** Half an hour off the hours of UTC, so that days and hours must be the host's. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

  private static final PublicKey COORDINATOR = IdentityKey.generate().publicKey();
  private Instant now = Instant.parse("2026-11-22T12:10:00Z");
  private final World world = new World((InstantSource) () -> now, () -> 0L, ZONE, () -> 0L);
  @TempDir private Path folder;
  private Journal journal;

  @BeforeEach
  void open() throws IOException {
    journal = Journal.open(folder);
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
  }

  private RulesInForce rules() throws IOException {
    return HostRulebook.open(folder, journal, world, world::monthStart, 1);
  }

  @Test
  void usageIsBookedToTheHostsHoursAndDaysWhenItMoves() throws IOException {
    var rules = rules();
    var desk = new JournalDesk(journal, rules, ZONE);
    rules.traffic().count("c", "NEWS", 1, 10);
    now = Instant.parse("2026-11-22T18:29:59Z");
    rules.traffic().count("c", "NEWS", 2, 20);
    now = Instant.parse("2026-11-22T18:30:00Z");
    rules.traffic().count("c", Traffic.CONNECTION, 4, 40);

    var day = LocalDate.parse("2026-11-22");
    var hours = desk.usage(new UsageQuery(day, day.plusDays(1), UsageQuery.Bucket.HOUR));
    assertThat(hours.buckets())
        .extracting(UsageReport.UsageBucket::start)
        .containsExactly(
            Instant.parse("2026-11-22T11:30:00Z"),
            Instant.parse("2026-11-22T17:30:00Z"),
            Instant.parse("2026-11-22T18:30:00Z"));
    var days = desk.usage(new UsageQuery(day, day.plusDays(1), UsageQuery.Bucket.DAY));
    assertThat(days.buckets())
        .containsExactly(
            new UsageReport.UsageBucket(
                Instant.parse("2026-11-21T18:30:00Z"), new Bytes(3), new Bytes(30)),
            new UsageReport.UsageBucket(
                Instant.parse("2026-11-22T18:30:00Z"), new Bytes(4), new Bytes(40)));
    assertThat(days.byCategory())
        .extracting(UsageReport.Share::key)
        .containsExactly(Traffic.CONNECTION, "NEWS");
    assertThat(desk.usage(new UsageQuery(day, day, UsageQuery.Bucket.DAY)).buckets()).hasSize(1);
  }

  @Test
  void whatACoordinatorMovedThisMonthSurvivesARestartAndBeginsAnewWithTheMonth()
      throws IOException {
    var rules = rules();
    rules.traffic().count("c", "NEWS", 100, 200);
    assertThat(rules.traffic().thisMonth("c")).isEqualTo(new Bytes(300));
    rules.traffic().count("c", "NEWS", 0, 1);
    rules.traffic().flush();

    var again = rules();
    assertThat(again.traffic().thisMonth("c")).isEqualTo(new Bytes(301));
    now = Instant.parse("2026-11-30T18:30:00Z");
    assertThat(again.traffic().thisMonth("c")).isEqualTo(Bytes.NONE);
  }

  @Test
  void anUnknownBalanceIsNullAndNotNothing() throws IOException {
    var desk = new ReceiptDesk(journal, "ed25519:me", world.clock(), ZONE);
    assertThat(desk.earnings().balance()).isNull();
    assertThat(desk.earnings().days()).isEmpty();

    journal.outbox().keepBalance(COORDINATOR, new ToAgent.Balance(9, 2, MicroLmr.NONE), now);

    var balance = Objects.requireNonNull(desk.earnings().balance());
    assertThat(balance.microLmr()).isEqualTo(MicroLmr.NONE);
    assertThat(balance.statedBy()).isEqualTo(COORDINATOR.toString());
    assertThat(desk.receipts(null, 10).next()).isNull();
    assertThatThrownBy(() -> desk.receipts("first", 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rowsAreKeptForAsLongAsTheHostHasSet() throws IOException {
    var rows = new KeptRows(journal, world.clock());
    rows.changed(keeping(30));
    note();
    now = now.plus(Duration.ofDays(20));
    note();

    rows.changed(keeping(30));
    assertThat(journal.rows().after(0, 9)).hasSize(2);
    rows.changed(keeping(7));
    assertThat(journal.rows().after(0, 9)).hasSize(1);
    rows.changed(keeping(0));
    note();
    assertThat(journal.rows().after(0, 9)).isEmpty();
  }

  private static Settings keeping(int days) {
    var standard = Settings.STANDARD;
    return new Settings(
        standard.limits(),
        standard.monthStartsOn(),
        standard.schedule(),
        standard.idle(),
        standard.pauseOnBattery(),
        standard.pauseOnMetered(),
        standard.metered(),
        days);
  }

  private void note() throws IOException {
    var entry =
        new JournalEntry(
            now,
            COORDINATOR,
            Rules.Trust.FULL,
            COORDINATOR,
            JournalRow.Kind.SCRAPE,
            null,
            Category.NEWS,
            new TaskId("0".repeat(32), 1),
            "a.example",
            "www.a.example",
            Bytes.NONE,
            Bytes.NONE,
            JournalRow.Outcome.STOPPED,
            "STOPPED",
            null);
    journal.outbox().note(entry, "none: stopped");
  }

  @Test
  void theHostsOwnCategoriesAreReadAndABadLineSaysTheCure() throws IOException {
    Files.writeString(folder.resolve("categories.txt"), "TRAVEL example.org\n");
    var test = rules().test(new RuleQuestion("www.example.org", null, null));
    assertThat(test.category()).isEqualTo(Category.TRAVEL);
    assertThat(test.site()).isEqualTo("example.org");
    assertThat(rules().test(new RuleQuestion("no site", null, null)).code())
        .isEqualTo(RuleTest.Code.MALFORMED_SITE);

    Files.writeString(folder.resolve("categories.txt"), "# mine\nTRAVELS example.org\n");
    assertThatThrownBy(this::rules)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("categories.txt, line 2: expected one of ADULT")
        .hasMessageContaining("mend the line");
  }
}
