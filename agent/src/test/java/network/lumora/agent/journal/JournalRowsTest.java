package network.lumora.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import network.lumora.agent.receipt.JournalEntry;
import network.lumora.agent.rules.TrafficBook;
import network.lumora.bridge.agent.Category;
import network.lumora.bridge.agent.JournalQuery;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.bridge.agent.JournalRow.Outcome;
import network.lumora.bridge.agent.Rules;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRowsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private final PublicKey key = IdentityKey.generate().publicKey();
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

  private void note(Instant at, String host, Outcome outcome) throws IOException {
    journal
        .outbox()
        .note(
            new JournalEntry(
                at,
                key,
                Rules.Trust.LISTED_ONLY,
                key,
                JournalRow.Kind.LINE_TEST,
                "100%_sure",
                Category.NEWS,
                new TaskId("0".repeat(32), 1),
                host.replaceFirst("^www\\.", ""),
                host,
                new Bytes(1),
                new Bytes(2),
                outcome,
                "NONE",
                outcome == Outcome.BLOCKED ? "SITE_DENIED " + host : null),
            "none: stopped");
  }

  @SuppressWarnings("NullAway") // does not see in the class file that the outcome may be null
  private List<String> hosts(@Nullable Long cursor, int limit, String site, String text)
      throws IOException {
    var query =
        new JournalQuery(
            JournalQuery.Order.NEWEST_FIRST,
            cursor,
            limit,
            null,
            null,
            text.isEmpty() ? null : text);
    return journal.rows().page(query, site.isEmpty() ? null : site).stream()
        .map(JournalTable.Row::host)
        .toList();
  }

  @Test
  void pagesComeNewestFirstAndMeetWithoutGaps() throws IOException {
    for (int i = 0; i < 7; i++) {
      note(NOW.plusSeconds(i), "h" + i + ".example", Outcome.OK);
    }

    assertThat(hosts(null, 3, "", "")).containsExactly("h6.example", "h5.example", "h4.example");
    assertThat(hosts(5L, 3, "", "")).containsExactly("h3.example", "h2.example", "h1.example");
    assertThat(hosts(2L, 3, "", "")).containsExactly("h0.example");
  }

  @Test
  void filtersByOutcomeSiteAndText() throws IOException {
    note(NOW, "www.a.example", Outcome.OK);
    note(NOW, "nota.example", Outcome.BLOCKED);
    note(NOW, "a.example", Outcome.BLOCKED);

    assertThat(hosts(null, 9, "a.example", "")).containsExactly("a.example", "www.a.example");
    assertThat(hosts(null, 9, "", "SITE_DENIED")).containsExactly("a.example", "nota.example");
    assertThat(hosts(null, 9, "", "100%_")).hasSize(3);
    assertThat(hosts(null, 9, "", "%")).hasSize(3);
    assertThat(hosts(null, 9, "", "0__s")).isEmpty();
    var blocked =
        new JournalQuery(JournalQuery.Order.OLDEST_FIRST, null, 9, Outcome.BLOCKED, null, null);
    assertThat(journal.rows().page(blocked, null))
        .extracting(JournalTable.Row::rule)
        .containsExactly("SITE_DENIED nota.example", "SITE_DENIED a.example");
  }

  @Test
  void oldRowsGoAtStartOnChangeAndDaily() throws IOException {
    note(NOW.minus(Duration.ofDays(31)), "old.example", Outcome.OK);
    note(NOW.minus(Duration.ofDays(8)), "older.example", Outcome.OK);
    note(NOW, "new.example", Outcome.OK);

    journal.keepRows(30, NOW);
    assertThat(hosts(null, 9, "", "")).containsExactly("new.example", "older.example");
    journal.keepRows(7, NOW);
    assertThat(hosts(null, 9, "", "")).containsExactly("new.example");
    journal.forgetOldRows(NOW.plus(Duration.ofHours(1)));
    journal.forgetOldRows(NOW.plus(Duration.ofDays(8)));
    assertThat(hosts(null, 9, "", "")).isEmpty();
  }

  @Test
  void noRowIsKeptIfTheHostKeepsNone() throws IOException {
    note(NOW, "before.example", Outcome.OK);

    journal.keepRows(0, NOW);
    note(NOW, "after.example", Outcome.OK);

    assertThat(hosts(null, 9, "", "")).isEmpty();
  }

  @Test
  void nothingOfADeletedRowIsLeftInTheFiles() throws IOException {
    for (int i = 0; i < 200; i++) {
      note(NOW, "very-secret-site-" + i + ".example", Outcome.OK);
    }
    assertThat(files()).contains("very-secret-site");

    journal.rows().deleteAll();

    assertThat(hosts(null, 9, "", "")).isEmpty();
    assertThat(files()).doesNotContain("very-secret-site");
  }

  private String files() throws IOException {
    var all = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  @Test
  void trafficAddsUpByHourCoordinatorAndCategory() throws IOException {
    var traffic = journal.traffic();
    var hour = Instant.parse("2026-11-22T11:00:00Z");
    traffic.add(
        List.of(
            new TrafficBook.Entry(hour, "a", "NEWS", 1, 2),
            new TrafficBook.Entry(hour, "b", "NEWS", 10, 20)));
    traffic.add(
        List.of(
            new TrafficBook.Entry(hour, "a", "NEWS", 100, 200),
            new TrafficBook.Entry(hour.plusSeconds(3_600), "a", "SHOPPING", 5, 5)));

    var end = hour.plusSeconds(7_200);
    assertThat(traffic.hours(hour, end))
        .containsExactly(
            new TrafficTable.Sum<>(hour, new Bytes(111), new Bytes(222)),
            new TrafficTable.Sum<>(hour.plusSeconds(3_600), new Bytes(5), new Bytes(5)));
    assertThat(traffic.byCoordinator(hour, end).getFirst())
        .isEqualTo(new TrafficTable.Sum<>("a", new Bytes(106), new Bytes(207)));
    assertThat(traffic.byCategory(hour, hour.plusSeconds(1))).hasSize(1);
    assertThat(traffic.since(hour.plusSeconds(1), "a")).isEqualTo(new Bytes(10));
    assertThat(traffic.since(hour, "nobody")).isEqualTo(Bytes.NONE);
  }

  @Test
  void whatTheFirstVersionWroteIsStillThere(@TempDir Path old) throws Exception {
    var script =
        new String(
            java.util.Objects.requireNonNull(JournalRowsTest.class.getResourceAsStream("1.sql"))
                .readAllBytes(),
            StandardCharsets.UTF_8);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + old.resolve("agent.db"));
        var statement = connection.createStatement()) {
      for (var each : script.split(";", -1)) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
      statement.execute("PRAGMA user_version = 1");
      statement.execute(
          "INSERT INTO journal (at, coordinator, consumer, task, site, up, down, outcome, code,"
              + " sequence, receipt) VALUES ('2026-11-22T11:00:00.5Z', 'c', 'k', 't', 'www.a.org',"
              + " 1, 2, 'OK', 'NONE', 1, 'settled'), ('2026-11-22T11:00:00Z', 'c', 'k', 't',"
              + " 'b.org', 1, 2, 'STOPPED', 'STOPPED', NULL, 'no receipt: paused'),"
              + " ('2026-11-22T11:00:00Z', 'c', 'k', 't', 'b.org', 1, 2, 'OK', 'NONE', 2,"
              + " 'unpaid: ALREADY_DONE')");
      statement.execute(
          "INSERT INTO receipt VALUES ('c', 1, '{}', '{}', 700, '2026-11-22T11:16:00.123456Z')");
    }

    try (var opened = Journal.open(old)) {
      var rows = opened.rows().after(0, 9);
      assertThat(rows).hasSize(3);
      assertThat(rows.getFirst().host()).isEqualTo("www.a.org");
      assertThat(rows.get(1).receipt()).isEqualTo("none: paused");
      assertThat(rows).extracting(JournalTable.Row::kind).containsOnly(JournalRow.Kind.SCRAPE);
      var counts = opened.receipts().counts();
      assertThat(counts.settled()).isEqualTo(1);
      assertThat(counts.unpaid()).isEqualTo(1);
      assertThat(counts.delivered()).isEqualTo(new Bytes(700));
      assertThat(opened.receipts().settledSince(Instant.EPOCH).getFirst().start())
          .isEqualTo(Instant.parse("2026-11-22T11:15:00Z"));
      assertThat(opened.receipts().before(Long.MAX_VALUE, 5).getFirst().row().envelope())
          .isEqualTo("{}");
    }
  }
}
