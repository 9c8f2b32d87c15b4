package network.lumora.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.consent.ConsentGate;
import network.lumora.agent.consent.ConsentText;
import network.lumora.agent.counters.LineTotals;
import network.lumora.agent.history.Flow;
import network.lumora.agent.history.ProvenLine;
import network.lumora.agent.history.Stretch;
import network.lumora.agent.history.Sum;
import network.lumora.agent.idle.Hints;
import network.lumora.agent.idle.IdleMeter;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.policy.Policy;
import network.lumora.agent.policy.RandomPolicies;
import network.lumora.agent.policy.ReasonCode;
import network.lumora.bridge.agent.ActivityHint;
import network.lumora.bridge.agent.AgentStatus;
import network.lumora.bridge.agent.ConsentGiven;
import network.lumora.bridge.agent.LineHistory;
import network.lumora.bridge.agent.LineNow;
import network.lumora.bridge.agent.LineQuery;
import network.lumora.bridge.agent.LiveEvent;
import network.lumora.bridge.agent.NetworkState;
import network.lumora.bridge.agent.PauseRequest;
import network.lumora.bridge.agent.PreviewRequest;
import network.lumora.bridge.agent.Reason;
import network.lumora.bridge.agent.Settings;
import network.lumora.protocol.message.LineGrade;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class ServedTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicBoolean onBattery = new AtomicBoolean();
  private final AtomicLong lineBytes = new AtomicLong();
  private final World world =
      new World(
          now::get,
          nanos::get,
          ZoneOffset.UTC,
          () -> 0L,
          new Machine(
              () -> Optional.of(onBattery.get()),
              () -> Optional.of(new LineTotals(lineBytes.get(), 2 * lineBytes.get())),
              Optional.empty()));
  private Journal journal;
  private Allowance allowance;
  private SettingsDesk settings;
  private StatusBoard status;

  @BeforeEach
  void open() throws IOException {
    journal = Journal.open(folder);
    allowance =
        new Allowance(journal.settings(), journal.usage(), now::get, nanos::get, world.zone(), 4);
    settings = new SettingsDesk(allowance, new KeptRows(journal, now::get));
    var line =
        new LineDesk(
            RecordedLine.recorder(journal.line(), allowance, world),
            journal.line(),
            now::get,
            () -> LineNow.Standing.UNMEASURED);
    status = new StatusBoard(journal, allowance, world, "ed25519:x", Live.NONE, () -> null, line);
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
  }

  @Test
  void theRunningAllowanceAndThePreviewAgree() throws IOException {
    var policies = new RandomPolicies(20261122);
    for (int round = 0; round < 200; round++) {
      var wanted = policies.settings();
      var surroundings = policies.surroundings(NOW);
      allowance.surroundings(_ -> surroundings);
      var shown = SettingsViews.shown(wanted);

      var preview = settings.preview(new PreviewRequest(shown, null));
      var later = settings.preview(new PreviewRequest(shown, NOW.plusSeconds(90_000)));

      assertThat(settings.change(shown)).isEqualTo(shown);
      var standing = allowance.standing();
      assertThat(preview.wouldRun()).isEqualTo(standing.mayRun());
      assertThat(preview.reasons())
          .isEqualTo(standing.reasons().stream().map(Views::reason).toList());
      assertThat(preview.nextChange()).isEqualTo(standing.nextChange().orElse(null));
      assertThat(preview.rate()).isEqualTo(Views.rates(standing));
      now.set(NOW.plusSeconds(90_000));
      assertThat(later.wouldRun()).isEqualTo(allowance.standing().mayRun());
      assertThat(later.nextChange()).isEqualTo(allowance.standing().nextChange().orElse(null));
      now.set(NOW);
    }
  }

  @Test
  void thePreviewShowsTheWeek() throws IOException {
    var preview = settings.preview(new PreviewRequest(scheduled("08:30", "24:00"), null));
    var week = java.util.Objects.requireNonNull(preview.week());

    assertThat(week).hasSize(168);
    assertThat(week.get(7).runs()).isFalse();
    assertThat(week.get(8).runs()).isTrue();
    assertThat(week.get(23).runs()).isTrue();
    assertThat(week.get(24).runs()).isFalse();
  }

  private Settings scheduled(String from, String to) {
    var usual = settings.settings();
    return new Settings(
        usual.limits(),
        usual.monthStartsOn(),
        new Settings.Schedule(
            true, List.of(new Settings.Slot(java.time.DayOfWeek.MONDAY, from, to, null, null))),
        usual.idle(),
        usual.power(),
        usual.network(),
        usual.journal());
  }

  private Settings idle(Settings.Idle idle) {
    var usual = settings.settings();
    return new Settings(
        usual.limits(),
        usual.monthStartsOn(),
        usual.schedule(),
        idle,
        usual.power(),
        usual.network(),
        usual.journal());
  }

  @Test
  void everyStateHasItsReasonsAndTheNextChange() throws IOException {
    assertThat(status.status().line().capacity()).isEqualTo(LineNow.Capacity.UNKNOWN);
    assertThat(status.status().state()).isEqualTo(AgentStatus.State.STOPPED);
    var paused = status.pause(new PauseRequest(60, PauseRequest.Mode.FINISH));
    assertThat(paused.state()).isEqualTo(AgentStatus.State.FINISHING);
    assertThat(paused.nextChange()).isEqualTo(NOW.plusSeconds(60));
    assertThat(paused.reasons())
        .extracting(Reason::code)
        .containsExactly(Reason.Code.FINISHING, Reason.Code.STOPPED);
    assertThat(status.pause(new PauseRequest(0, null)).state()).isEqualTo(AgentStatus.State.PAUSED);
    assertThat(status.resume().state()).isEqualTo(AgentStatus.State.STOPPED);
    settings.change(scheduled("08:00", "09:00"));
    assertThat(status.status().state()).isEqualTo(AgentStatus.State.SCHEDULED_OFF);
    assertThat(status.status().nextChange()).isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
  }

  @Test
  void consentCountsOnlyForTheVeryText() throws IOException {
    var given = new AtomicInteger();
    var text = ConsentText.current();
    var desk =
        new ConsentDesk(
            new ConsentGate(text, journal.consents()), now::get, given::incrementAndGet);

    assertThatThrownBy(() -> desk.give(new ConsentGiven(text.version(), "00")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 2");
    assertThat(desk.consent().given()).isFalse();
    var state = desk.give(new ConsentGiven(text.version(), text.digest().toString()));

    assertThat(state.given()).isTrue();
    assertThat(state.givenAt()).isEqualTo(NOW);
    assertThat(given).hasValue(1);
  }

  @Test
  void hintsAreHeededOnlyWhileTheyAreWantedAndForgottenAfter() throws IOException {
    var hints = new Hints();
    var browser =
        new BrowserHints(
            allowance, new IdleMeter(Optional::empty, now::get, nanos::get), hints, now::get);
    var call = new ActivityHint(ActivityHint.Kind.CALL, true, 60);

    browser.told(call);
    assertThat(allowance.standing().mayRun()).isTrue();
    settings.change(idle(new Settings.Idle(false, 5, true, null)));
    browser.told(call);
    assertThat(allowance.standing().isFor(ReasonCode.USER_CALL)).isTrue();
    assertThat(allowance.standing().nextChange()).hasValue(NOW.plusSeconds(60));
    browser.told(new ActivityHint(ActivityHint.Kind.CALL, false, 0));
    assertThat(allowance.standing().mayRun()).isTrue();
    browser.told(call);
    settings.change(idle(new Settings.Idle(false, 5, false, null)));
    assertThat(hints.activity().until()).isEmpty();
    assertThat(allowance.standing().mayRun()).isTrue();
  }

  @Test
  void theWatchSeesThePlugAndTheClock() throws Exception {
    onBattery.set(true);
    try (var watch = new Watch(allowance, new Hints(), world, () -> {})) {
      watch.start();
      await(() -> allowance.standing().isFor(ReasonCode.ON_BATTERY));
      onBattery.set(false);
      allowance.pause(network.lumora.agent.policy.Pause.now(NOW.plusSeconds(1)));
      await(() -> !allowance.standing().isFor(ReasonCode.ON_BATTERY));
    }
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void otherTrafficIsTheLineWithoutOurOwn() {
    var traffic = new OtherTraffic(allowance, world.machine().counters(), world);
    assertThat(traffic.look()).isEmpty();
    allowance.count(network.lumora.agent.allowance.Direction.DOWN, 100_000);
    lineBytes.addAndGet(100_000);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));

    assertThat(traffic.look())
        .hasValueSatisfying(use -> assertThat(use.peakBytesPerSecond()).isEqualTo(20_000));
  }

  @Test
  void theNetworkIsWhatTheHostSaysOrTheSystem() throws IOException {
    var view = new MachineView(allowance, folder, world);
    assertThat(view.network().metered()).isEqualTo(NetworkState.Metered.UNKNOWN);
    allowance.surroundings(around -> around.withMetered(network.lumora.agent.policy.Metered.YES));
    assertThat(view.network())
        .isEqualTo(
            new NetworkState(
                NetworkState.Metered.YES, "NetworkManager", Settings.Metered.AUTO, false));
    assertThat(view.footprint().dataBytes()).isNotNull();
  }

  private LineDesk line() {
    return new LineDesk(
        RecordedLine.recorder(journal.line(), allowance, world),
        journal.line(),
        now::get,
        () -> LineNow.Standing.UNMEASURED);
  }

  @Test
  void theLineIsUnknownUntilItWasLookedAtTwiceAndProven() throws IOException {
    var line = line();
    assertThat(line.line()).isEqualTo(LineNow.unmeasured(NOW));
    journal
        .line()
        .proved(
            new ProvenLine(
                NOW,
                OptionalLong.of(6_000),
                OptionalLong.of(12_000),
                5,
                Optional.of(LineGrade.FIVE)));
    allowance.count(network.lumora.agent.allowance.Direction.DOWN, 2_000);
    lineBytes.addAndGet(2_000);
    now.set(NOW.plusSeconds(2));

    var seen = line.line();

    assertThat(seen.capacity())
        .isEqualTo(
            new LineNow.Capacity(
                new BytesPerSecond(6_000), new BytesPerSecond(12_000), NOW, 5, LineGrade.FIVE));
    assertThat(seen.own()).isEqualTo(flow(0, 1_000));
    assertThat(seen.other()).isEqualTo(flow(1_000, 1_000));
    assertThat(seen.idle()).isEqualTo(flow(5_000, 11_000));
    assertThat(seen.standing()).isEqualTo(LineNow.Standing.UNMEASURED);
  }

  private static LineNow.Flow flow(long up, long down) {
    return new LineNow.Flow(new BytesPerSecond(up), new BytesPerSecond(down));
  }

  @Test
  void theHistoryOfTheLineTellsWhatIsKnownOfEachStep() throws IOException {
    var line = line();
    var _ = line.line();
    for (int second = 1; second <= 90; second++) {
      allowance.count(network.lumora.agent.allowance.Direction.UP, 10);
      now.set(NOW.plusSeconds(second));
      var _ = line.line();
    }
    var minutes = line.history(query(LineQuery.Step.MINUTE)).buckets();
    var hours = line.history(query(LineQuery.Step.HOUR)).buckets();

    assertThat(minutes)
        .extracting(LineHistory.LineBucket::ownUp)
        .containsExactly(new Bytes(600), new Bytes(300));
    assertThat(minutes).extracting(LineHistory.LineBucket::exactSeconds).containsExactly(60, 30);
    assertThat(hours).extracting(LineHistory.LineBucket::ownUp).containsExactly(new Bytes(900));
    assertThat(line.history(query(LineQuery.Step.SECOND)).buckets()).hasSize(90);
    assertThat(line.history(query(LineQuery.Step.HOUR)).kept().hoursForDays()).isEqualTo(396);
  }

  private static LineQuery query(LineQuery.Step step) {
    return new LineQuery(NOW, NOW.plusSeconds(3_600), step);
  }

  @Test
  void theLineIsLookedAtWhileWorkRuns() throws Exception {
    var looks = new java.util.concurrent.Semaphore(0);
    var moves = new AtomicBoolean();
    try (var clock =
        new LineClock(
            () -> {
              looks.release();
              return moves.get();
            })) {
      assertThat(looks.availablePermits()).isZero();
      clock.begin();
      looks.acquire(2);
      moves.set(true);
      clock.end();
      looks.acquire(2);
    }
  }

  @Test
  void whoKeepsNoRowsKeepsNoHistoryOfTheLine() throws IOException {
    journal
        .line()
        .add(
            List.of(new Stretch(NOW.getEpochSecond(), 1, new Flow(1, 1), null)),
            Map.of(NOW.getEpochSecond(), Sum.NOTHING));
    assertThat(journal.line().size()).isPositive();

    journal.keepRows(0, NOW);

    assertThat(journal.line().size()).isZero();
    assertThat(journal.line().hours(0, Long.MAX_VALUE)).isEmpty();
  }

  private static LiveEvent.Usage nextUsage(BlockingQueue<LiveEvent> events, List<LiveEvent> others)
      throws InterruptedException {
    while (true) {
      var event = events.take();
      if (event instanceof LiveEvent.Usage usage) {
        return usage;
      }
      others.add(event);
    }
  }

  @Test
  void ticksRunOnlyWhileSomeoneWatches() throws Exception {
    var history = new LiveHistory(allowance, world);
    var rules = HostRulebook.open(folder, journal, world, world::monthStart, 1);
    var desk = new JournalDesk(journal, rules, world.zone());
    BlockingQueue<LiveEvent> events = new LinkedBlockingQueue<>();
    try (var live = new LiveBoard(status, line(), desk, history)) {
      assertThat(history.latest()).isNull();
      var first = live.listen(events::add);
      var second = live.listen(_ -> {});
      var others = new ArrayList<LiveEvent>();
      LiveEvent.Usage usage;
      do {
        // Again, if a tick came between the two.
        lineBytes.addAndGet(5_000);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        usage = nextUsage(events, others);
      } while (!new BytesPerSecond(5_000).equals(usage.point().lineUp()));

      assertThat(usage.point().lineDown()).isEqualTo(new BytesPerSecond(10_000));
      while (others.size() < 2) {
        var _ = nextUsage(events, others);
      }
      assertThat(others.get(0)).isInstanceOf(LiveEvent.LineChanged.class);
      assertThat(others.get(1)).isInstanceOf(LiveEvent.StatusChanged.class);
      assertThat(live.snapshot().history()).isNotEmpty();
      assertThat(history.latest()).isNotNull();
      second.close();
      assertThat(live.isWatched()).isTrue();
      first.close();
      first.close();
      assertThat(live.isWatched()).isFalse();
      assertThat(history.latest()).isNull();
    }
  }

  @Test
  void theHistoryHoldsFiveMinutes() {
    var history = new LiveHistory(allowance, world);
    history.begin();
    var ticks = new ArrayList<Instant>();
    for (int second = 0; second < 400; second++) {
      now.set(NOW.plusSeconds(second));
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
      ticks.add(history.tick().at());
    }

    assertThat(history.points()).hasSize(300);
    assertThat(history.points().getLast().at()).isEqualTo(ticks.getLast());
  }

  @Test
  void statusAndPolicyAreOneJudgement() throws IOException {
    var verdict =
        Policy.judge(
            allowance.settings(),
            allowance.conditions().with(network.lumora.agent.policy.Connection.STOPPED));

    assertThat(status.status().reasons())
        .isEqualTo(verdict.reasons().stream().map(Views::reason).toList());
  }
}
