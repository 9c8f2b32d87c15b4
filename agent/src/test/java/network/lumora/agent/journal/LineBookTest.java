package network.lumora.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import network.lumora.agent.history.Flow;
import network.lumora.agent.history.LineBook;
import network.lumora.agent.history.ProvenLine;
import network.lumora.agent.history.Stretch;
import network.lumora.agent.history.Sum;
import network.lumora.protocol.message.LineGrade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineBookTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final long START = NOON.getEpochSecond();

  @TempDir private Path folder;
  private Journal journal;
  private LineBook book;

  @BeforeEach
  void open() throws IOException {
    journal = Journal.open(folder);
    book = journal.line();
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
  }

  private static Stretch stretch(int after, int seconds) {
    return new Stretch(START + after, seconds, new Flow(after, seconds), new Flow(1, 2));
  }

  private static Sum sum(int seconds, long bytes) {
    return new Sum(seconds, seconds, new Flow(bytes, bytes), 0, Flow.NOTHING);
  }

  @Test
  void stretchesComeBackAsTheyWere() throws IOException {
    book.add(List.of(stretch(0, 1), stretch(1, 30), stretch(40, 1)), Map.of());
    book.add(List.of(stretch(41, 1)), Map.of());
    journal.close();
    open();

    assertThat(book.stretches(START, START + 100))
        .containsExactly(stretch(0, 1), stretch(1, 30), stretch(40, 1), stretch(41, 1));
    assertThat(book.stretches(START + 10, START + 40)).containsExactly(stretch(1, 30));
    assertThat(book.size()).isPositive();
  }

  @Test
  void anHourGrowsButNeverPastItsEnd() throws IOException {
    book.add(List.of(), Map.of(START, sum(2_000, 5)));
    book.add(List.of(), Map.of(START, sum(2_000, 7), START + 3_600, sum(1, 1)));

    assertThat(book.hours(START, START + 3_600)).containsExactly(Map.entry(START, sum(3_600, 12)));
    assertThat(book.hours(START, START + 3_601)).hasSize(2);
  }

  @Test
  void whatHasNotComeYetIsForgottenAndTheRestOfItsRunStays() throws IOException {
    book.add(
        List.of(stretch(0, 1), stretch(1, 1), stretch(2, 30)),
        Map.of(START, sum(32, 1), START + 3_600, sum(1, 1)));

    book.forgetFrom(START + 20);

    assertThat(book.stretches(START, START + 100)).containsExactly(stretch(0, 1), stretch(1, 1));
    assertThat(book.hours(START, START + 9_999)).containsOnlyKeys(START);
  }

  @Test
  void provenIsWhatHeldThenAndTheLastOfEachStep() throws IOException {
    assertThat(book.newestProven()).isEmpty();
    var before = proven(-50_000, 1);
    var all = new ArrayList<ProvenLine>(List.of(before));
    for (int minute = 0; minute < 120; minute += 40) {
      all.add(proven(minute * 60, minute + 2));
    }
    for (var each : all) {
      book.proved(each);
    }

    assertThat(book.proven(NOON.minusSeconds(9), NOON.plusSeconds(9_000), 60)).isEqualTo(all);
    assertThat(book.proven(NOON.minusSeconds(9), NOON.plusSeconds(9_000), 3_600))
        .containsExactly(before, all.get(2), all.get(3));
    assertThat(book.newestProven()).hasValue(all.getLast());
  }

  private static ProvenLine proven(int after, long down) {
    return new ProvenLine(
        NOON.plusSeconds(after),
        OptionalLong.empty(),
        OptionalLong.of(down),
        5,
        Optional.of(LineGrade.FIVE));
  }

  @Test
  void thirteenMonthsOfHoursTakeHalfAMegabyte() throws IOException {
    var hours = new java.util.TreeMap<Long, Sum>();
    for (int hour = 0; hour < 396 * 24; hour++) {
      var moved = new Flow(900_000_000L + hour, 4_000_000_000L + hour);
      hours.put(START + 3_600L * hour, new Sum(3_600, 3_600, moved, 3_600, moved));
    }
    long before = pages();
    book.add(List.of(), hours);

    assertThat((pages() - before) * 4_096).isBetween(book.size() / 2, 500_000L);
  }

  private long pages() throws IOException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("agent.db"));
        var statement = connection.createStatement();
        var rows = statement.executeQuery("PRAGMA page_count")) {
      return rows.next() ? rows.getLong(1) : 0;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  @Test
  void anOldFolderBringsItsHoursAlong(@TempDir Path old) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + old.resolve("agent.db"));
        var statement = connection.createStatement()) {
      for (var version : List.of("1.sql", "2.sql", "3.sql")) {
        for (var each : script(version).split(";", -1)) {
          if (!each.isBlank()) {
            statement.execute(each);
          }
        }
      }
      statement.execute("PRAGMA user_version = 3");
      statement.execute(
          "INSERT INTO traffic VALUES (%1$d, 'a', 'NEWS', 5, 70), (%1$d, 'b', 'NEWS', 1, 30)"
              .formatted(START));
    }

    try (var opened = Journal.open(old)) {
      assertThat(opened.line().hours(START, START + 1))
          .containsExactly(Map.entry(START, new Sum(3_600, 0, new Flow(6, 100), 0, Flow.NOTHING)));
    }
  }

  private static String script(String name) throws IOException {
    try (var in = LineBookTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
