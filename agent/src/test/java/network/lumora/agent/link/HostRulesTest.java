package network.lumora.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.journal.JournalTable;
import network.lumora.bridge.agent.Denial;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.bridge.agent.RuleQuestion;
import network.lumora.bridge.agent.Rules;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.ToCoordinator.DeclineReason;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The host's rules over a real connection: what they forbid moves no byte. */
@Timeout(240)
class HostRulesTest {
  private final Instant now = Rig.NOW;
  @TempDir private Path folder;
  private FakeCoordinator coordinator;

  @BeforeEach
  void start() throws InterruptedException {
    coordinator = new FakeCoordinator().started();
  }

  @AfterEach
  void stop() throws InterruptedException {
    coordinator.stop(0);
  }

  private Rig ready() throws IOException {
    return coordinator.ready(folder);
  }

  private static JournalTable.Row lastRow(Rig rig) throws IOException {
    Rig.await(() -> !rig.journal.rows().after(0, 10).isEmpty());
    return rig.journal.rows().after(0, 10).getLast();
  }

  private static Denial site(String site) {
    return new Denial(Denial.Kind.SITE, site);
  }

  @Test
  void aDeniedSiteIsDeclinedBeforeAnythingIsFetchedAndNotedOnce() throws Exception {
    try (var rig = ready()) {
      rig.rules.deny(site("shop.example"));
      for (int offer = 1; offer <= 3; offer++) {
        coordinator.send(coordinator.offer(offer, now));
        assertThat(coordinator.await(ToCoordinator.Declined.class).reason())
            .isEqualTo(DeclineReason.HOST_RULE);
      }

      assertThat(rig.pages.asked).hasValue(0);
      assertThat(rig.journal.rows().after(0, 10)).hasSize(1);
      var row = lastRow(rig);
      assertThat(row.outcome()).isEqualTo(JournalRow.Outcome.BLOCKED);
      assertThat(row.rule()).isEqualTo("SITE_DENIED shop.example");
      assertThat(row.purpose()).isEqualTo(FakeCoordinator.PURPOSE);
      assertThat(row.sequence()).isNull();
      var test = rig.rules.test(new RuleQuestion("www.shop.example", null, null));
      assertThat(test.rule()).isEqualTo(row.rule());
    }
  }

  @Test
  void neverAgainStopsWhatRunsAndHoldsForTheNextTask() throws Exception {
    try (var rig = ready()) {
      rig.pages.hangs = true;
      coordinator.send(coordinator.offer(1, now));
      coordinator.await(ToCoordinator.Accepted.class);
      assertThat(rig.pages.hanging.await(50, TimeUnit.SECONDS)).isTrue();

      rig.rules.deny(site("shop.example"));

      assertThat(coordinator.await(ToCoordinator.Declined.class).reason())
          .isEqualTo(DeclineReason.HOST_RULE);
      assertThat(lastRow(rig).outcome()).isEqualTo(JournalRow.Outcome.BLOCKED);
      rig.pages.hangs = false;
      coordinator.send(coordinator.offer(2, now));
      assertThat(coordinator.await(ToCoordinator.Declined.class).leaseId())
          .isEqualTo(FakeCoordinator.id(1_002));
      assertThat(rig.pages.asked).hasValue(1);
    }
    try (var again = ready()) {
      coordinator.send(coordinator.offer(3, now));
      assertThat(coordinator.await(ToCoordinator.Declined.class).reason())
          .isEqualTo(DeclineReason.HOST_RULE);
      assertThat(again.pages.asked).hasValue(0);
    }
  }

  @Test
  void aRuleForAnotherSiteStopsNothing() throws Exception {
    try (var rig = ready()) {
      rig.rules.deny(site("example.org"));
      coordinator.send(coordinator.offer(1, now));

      Rig.await(() -> rig.journal.receipts().counts().settled() == 1);
      var row = lastRow(rig);
      assertThat(row.outcome()).isEqualTo(JournalRow.Outcome.OK);
      assertThat(row.rule()).isNull();
      assertThat(row.receipt()).isEqualTo("settled");
    }
  }

  @Test
  void aRedirectToADeniedSiteEndsTheTaskAndTheBytesBeforeItAreShown() throws Exception {
    try (var rig = ready()) {
      rig.pages.redirects = List.of("shop.example", "tracker.example.com");
      rig.rules.deny(site("example.com"));
      coordinator.send(coordinator.offer(1, now));

      assertThat(coordinator.await(ToCoordinator.Declined.class).reason())
          .isEqualTo(DeclineReason.HOST_RULE);
      var row = lastRow(rig);
      assertThat(row.outcome()).isEqualTo(JournalRow.Outcome.BLOCKED);
      assertThat(row.rule()).isEqualTo("SITE_DENIED example.com");
      assertThat(row.up()).isEqualTo(new Bytes(300));
      assertThat(row.host()).isEqualTo("shop.example");
    }
  }

  @Test
  void aBlockedCoordinatorLosesItsConnectionUntilItIsTrustedAgain() throws Exception {
    var key = coordinator.key.publicKey().toString();
    try (var rig = ready()) {
      rig.rules.deny(new Denial(Denial.Kind.COORDINATOR, key));

      coordinator.await(ToCoordinator.Goodbye.class);
      Rig.await(() -> rig.link.state().word().equals("blocked"));
      int connections = coordinator.connections.get();

      rig.rules.change(
          new Rules(
              rig.rules.rules().sites(),
              rig.rules.rules().categories(),
              List.of(new Rules.CoordinatorRule(key, "Test", Rules.Trust.FULL, Bytes.NONE))));
      Rig.await(() -> rig.link.state().word().equals("connected"));
      assertThat(coordinator.connections.get()).isEqualTo(connections + 1);
    }
  }

  @Test
  void whatABlockedCoordinatorHasUnderWayIsHandedBackBeforeTheGoodbye() throws Exception {
    try (var rig = ready()) {
      rig.pages.hangs = true;
      coordinator.send(coordinator.offer(1, now));
      rig.pages.hanging.await();

      rig.rules.deny(new Denial(Denial.Kind.COORDINATOR, coordinator.key.publicKey().toString()));

      assertThat(coordinator.await(ToCoordinator.Declined.class).reason())
          .isEqualTo(DeclineReason.PAUSED);
      var _ = coordinator.await(ToCoordinator.Goodbye.class);
    }
  }

  @Test
  void theCapForACoordinatorCountsWhatIsUnderWay() throws Exception {
    long cap = 500_000;
    var key = coordinator.key.publicKey().toString();
    try (var rig = ready()) {
      rig.rules.change(
          new Rules(
              rig.rules.rules().sites(),
              rig.rules.rules().categories(),
              List.of(new Rules.CoordinatorRule(key, null, Rules.Trust.FULL, new Bytes(cap)))));
      rig.pages.downBytes = 900_000;
      coordinator.send(coordinator.offer(1, now));

      assertThat(coordinator.await(ToCoordinator.Declined.class).reason())
          .isEqualTo(DeclineReason.OVER_CAP);
      Rig.await(() -> rig.link.state().word().equals("capped"));
      var row = lastRow(rig);
      assertThat(row.outcome()).isEqualTo(JournalRow.Outcome.BLOCKED);
      assertThat(row.rule()).isEqualTo("COORDINATOR_CAP " + key);
      assertThat(row.down().count()).isBetween(300_000L, cap);
      assertThat(rig.rules.traffic().thisMonth(key).count()).isLessThanOrEqualTo(cap);
      Rig.await(() -> rig.rules.traffic().thisMonth(key).equals(rig.allowance.today().both()));
    }
  }

  @Test
  void neitherPathNorQueryIsInTheDataFolder() throws Exception {
    try (var rig = ready()) {
      coordinator.send(coordinator.offer(1, now));
      Rig.await(() -> rig.journal.receipts().counts().settled() == 1);
      rig.rules.deny(site("shop.example"));
      coordinator.send(coordinator.offer(2, now));
      coordinator.await(ToCoordinator.Declined.class);
      assertThat(textOf(folder))
          .contains("shop.example")
          .doesNotContain("private/path", "q=secret");
    }
    assertThat(textOf(folder)).contains("shop.example").doesNotContain("private/path", "q=secret");
  }

  private static String textOf(Path folder) throws IOException {
    var all = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  @Test
  void theLastStatedBalanceIsKept() throws Exception {
    try (var rig = ready()) {
      coordinator.send(new ToAgent.Balance(7, 1, new MicroLmr(5)));
      coordinator.send(new ToAgent.Balance(9, 2, new MicroLmr(333_333_334)));

      Rig.await(
          () ->
              rig.journal.receipts().newestBalance().filter(told -> told.epoch() == 2).isPresent());
      var balance = rig.journal.receipts().newestBalance().orElseThrow();
      assertThat(balance.amount()).isEqualTo(new MicroLmr(333_333_334));
      assertThat(balance.coordinator()).isEqualTo(coordinator.key.publicKey().toString());
    }
  }
}
