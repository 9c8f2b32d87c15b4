package network.lumora.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import network.lumora.agent.policy.Limits;
import network.lumora.agent.policy.Pause;
import network.lumora.agent.policy.RandomPolicies;
import network.lumora.agent.policy.Settings;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path folder;

  @Test
  void allSettingsSurviveARestart() throws IOException {
    var policies = new RandomPolicies(20261122);
    for (int round = 0; round < 20; round++) {
      var settings = policies.settings();
      try (var journal = Journal.open(folder)) {
        journal.settings().keep(settings);
      }
      try (var journal = Journal.open(folder)) {
        assertThat(journal.settings().settings()).isEqualTo(settings);
      }
    }
  }

  @Test
  void eachKindOfPauseSurvivesAndEnds() throws IOException {
    var policies = new RandomPolicies(20261122);
    for (int round = 0; round < 20; round++) {
      var pause = policies.pause(Instant.parse("2026-11-22T12:00:00Z"));
      try (var journal = Journal.open(folder)) {
        journal.settings().keepPause(Optional.of(pause));
        assertThat(journal.settings().pause()).contains(pause);
      }
    }
    try (var journal = Journal.open(folder)) {
      journal.settings().keepPause(Optional.empty());
      assertThat(journal.settings().pause()).isEmpty();
    }
  }

  @Test
  void aFreshFolderHasTheStandardSettings() throws IOException {
    try (var journal = Journal.open(folder)) {
      assertThat(journal.settings().settings()).isEqualTo(Settings.STANDARD);
    }
  }

  @Test
  void limitsAndPauseOfTheFirstVersionAreKept() throws Exception {
    firstVersion(
        "INSERT INTO setting (name, value) VALUES ('rate-up', '5000'), ('per-month', '2000000'),"
            + " ('pause', 'until resumed')");

    try (var journal = Journal.open(folder)) {
      assertThat(journal.settings().settings())
          .isEqualTo(
              Settings.STANDARD.with(
                  new Limits(
                      new BytesPerSecond(5_000),
                      new BytesPerSecond(0),
                      Bytes.NONE,
                      new Bytes(2_000_000))));
      assertThat(journal.settings().pause()).contains(Pause.now(null));
    }
  }

  @Test
  void settingsThatCannotBeReadAreNamed() throws Exception {
    Journal.open(folder).close();
    change("INSERT INTO settings (id, document) VALUES (1, '{\"version\":1}')");

    try (var journal = Journal.open(folder)) {
      assertThatThrownBy(() -> journal.settings().settings())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the stored settings cannot be read");
    }
  }

  private void firstVersion(String... statements) throws IOException, SQLException {
    try (var in = Database.class.getResourceAsStream("1.sql")) {
      change(
          new String(
                  java.util.Objects.requireNonNull(in).readAllBytes(),
                  java.nio.charset.StandardCharsets.UTF_8)
              .split(";", -1));
    }
    change("PRAGMA user_version = 1");
    change(statements);
    assertThat(Files.exists(folder.resolve("agent.db"))).isTrue();
  }

  private void change(String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("agent.db"));
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }
}
