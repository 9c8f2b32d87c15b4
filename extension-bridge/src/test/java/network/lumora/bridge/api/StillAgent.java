package network.lumora.bridge.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import network.lumora.bridge.agent.ActivityHint;
import network.lumora.bridge.agent.ActivityListener;
import network.lumora.bridge.agent.AgentSigner;
import network.lumora.bridge.agent.AgentStatus;
import network.lumora.bridge.agent.BridgedAgent;
import network.lumora.bridge.agent.Category;
import network.lumora.bridge.agent.ConsentControl;
import network.lumora.bridge.agent.ConsentGiven;
import network.lumora.bridge.agent.ConsentState;
import network.lumora.bridge.agent.Denial;
import network.lumora.bridge.agent.Earnings;
import network.lumora.bridge.agent.Footprint;
import network.lumora.bridge.agent.JournalPage;
import network.lumora.bridge.agent.JournalQuery;
import network.lumora.bridge.agent.JournalReader;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.bridge.agent.Keys;
import network.lumora.bridge.agent.LimitsControl;
import network.lumora.bridge.agent.LimitsInForce;
import network.lumora.bridge.agent.LineHistory;
import network.lumora.bridge.agent.LineNow;
import network.lumora.bridge.agent.LineQuery;
import network.lumora.bridge.agent.LineReader;
import network.lumora.bridge.agent.LiveEvent;
import network.lumora.bridge.agent.LiveFeed;
import network.lumora.bridge.agent.LiveSnapshot;
import network.lumora.bridge.agent.NetworkState;
import network.lumora.bridge.agent.PauseRequest;
import network.lumora.bridge.agent.Preview;
import network.lumora.bridge.agent.PreviewRequest;
import network.lumora.bridge.agent.Rates;
import network.lumora.bridge.agent.Reason;
import network.lumora.bridge.agent.ReceiptPage;
import network.lumora.bridge.agent.ReceiptReader;
import network.lumora.bridge.agent.RuleQuestion;
import network.lumora.bridge.agent.RuleTest;
import network.lumora.bridge.agent.Rules;
import network.lumora.bridge.agent.RulesControl;
import network.lumora.bridge.agent.Settings;
import network.lumora.bridge.agent.SettingsControl;
import network.lumora.bridge.agent.StatusControl;
import network.lumora.bridge.agent.UsageQuery;
import network.lumora.bridge.agent.UsageReport;
import network.lumora.bridge.agent.WorldReader;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.JsonText;
import org.jspecify.annotations.Nullable;

/** An agent that does nothing but remember what it was told, and how often it was reached. */
final class StillAgent
    implements StatusControl,
        LimitsControl,
        SettingsControl,
        RulesControl,
        JournalReader,
        ReceiptReader,
        ConsentControl,
        ActivityListener,
        WorldReader,
        LineReader,
        LiveFeed,
        AgentSigner {
  static final LimitsInForce NO_LIMITS =
      new LimitsInForce(new BytesPerSecond(0), new BytesPerSecond(0), new Bytes(0), new Bytes(0));

  final IdentityKey key = IdentityKey.generate();
  final AtomicInteger reached = new AtomicInteger();
  final List<JournalRow> rows = new CopyOnWriteArrayList<>();
  final List<LiveFeed.Listener> listeners = new CopyOnWriteArrayList<>();
  final List<ActivityHint> hints = new ArrayList<>();
  volatile boolean diskFull;
  private Settings settings =
      new Settings(
          NO_LIMITS,
          1,
          new Settings.Schedule(
              false, List.of(new Settings.Slot(DayOfWeek.MONDAY, "08:00", "24:00", null, null))),
          new Settings.Idle(false, 5, false, null),
          new Settings.Power(true),
          new Settings.Network(true, Settings.Metered.AUTO),
          new Settings.Journal(90));
  private Rules rules =
      new Rules(
          new Rules.Sites(Rules.Sites.Mode.ALL_BUT_DENIED, List.of(), List.of()),
          new Rules.Categories(List.of(Category.ADULT)),
          List.of());

  BridgedAgent bridged() {
    return new BridgedAgent(this, this, this, this, this, this, this, this, this, this, this, this);
  }

  static JournalRow row(long number, @Nullable String purpose) {
    return new JournalRow(
        number,
        Instant.EPOCH,
        "ed25519:coordinator",
        null,
        "FULL",
        "ed25519:consumer",
        JournalRow.Kind.SCRAPE,
        purpose,
        Category.SHOPPING,
        "task-" + number,
        "shop.example",
        "www.shop.example",
        new Bytes(10),
        new Bytes(2_000),
        JournalRow.Outcome.OK,
        "NONE",
        null,
        null,
        "NONE");
  }

  void tell(LiveEvent event) {
    listeners.forEach(listener -> listener.happened(event));
  }

  @Override
  public AgentStatus status() throws IOException {
    reached.incrementAndGet();
    if (diskFull) {
      throw new IOException("the disk is full");
    }
    var none = new AgentStatus.Moved(Bytes.NONE, Bytes.NONE);
    return new AgentStatus(
        AgentStatus.State.RUNNING,
        List.of(new Reason(Reason.Code.READY, "running", null)),
        Instant.EPOCH,
        "ed25519:agent",
        "0.1.0",
        none,
        none,
        NO_LIMITS,
        new Rates(null, null),
        null,
        LineNow.unmeasured(Instant.EPOCH),
        new AgentStatus.Connection("ws://127.0.0.1:1/agent", null, "connected", ""),
        new AgentStatus.Work(4, 0, 0, 0, 0, 0, Bytes.NONE),
        List.of());
  }

  @Override
  public AgentStatus pause(PauseRequest request) throws IOException {
    return status();
  }

  @Override
  public AgentStatus resume() throws IOException {
    return status();
  }

  @Override
  public LimitsInForce limits() {
    reached.incrementAndGet();
    return NO_LIMITS;
  }

  @Override
  public LimitsInForce limit(LimitsInForce limits) {
    reached.incrementAndGet();
    if (limits.perDay().count() == 13) {
      throw new IllegalArgumentException("perDay is 13");
    }
    return limits;
  }

  @Override
  public Settings settings() {
    reached.incrementAndGet();
    return settings;
  }

  @Override
  public Settings change(Settings wanted) {
    reached.incrementAndGet();
    settings = wanted;
    return settings;
  }

  @Override
  public Preview preview(PreviewRequest request) {
    reached.incrementAndGet();
    return new Preview(true, List.of(), null, new Rates(null, null), Instant.EPOCH, null);
  }

  @Override
  public Rules rules() {
    reached.incrementAndGet();
    return rules;
  }

  @Override
  public Rules change(Rules wanted) {
    reached.incrementAndGet();
    rules = wanted;
    return rules;
  }

  @Override
  public RuleTest test(RuleQuestion question) {
    reached.incrementAndGet();
    return new RuleTest(
        true, "ALLOWED", RuleTest.Code.ALLOWED, question.site(), Category.UNCATEGORISED);
  }

  @Override
  public Rules deny(Denial denial) {
    var sites = rules.sites();
    return change(
        new Rules(
            new Rules.Sites(sites.mode(), List.of(denial.value()), sites.allowed()),
            rules.categories(),
            rules.coordinators()));
  }

  @Override
  public JournalPage page(JournalQuery query) {
    reached.incrementAndGet();
    long after = query.cursor() == null ? 0 : query.cursor();
    return new JournalPage(
        rows.stream().filter(row -> row.number() > after).limit(query.limit()).toList(), null);
  }

  @Override
  public void deleteAll() {
    reached.incrementAndGet();
    rows.clear();
  }

  @Override
  public UsageReport usage(UsageQuery query) {
    reached.incrementAndGet();
    return new UsageReport(List.of(), List.of(), List.of());
  }

  @Override
  public ReceiptPage receipts(@Nullable String before, int limit) {
    reached.incrementAndGet();
    return new ReceiptPage(
        List.of(
            new ReceiptPage.ReceiptRow(
                "1",
                "ed25519:coordinator",
                1,
                Instant.EPOCH,
                Bytes.NONE,
                null,
                new JsonText("{\"payload\": \"e30=\"}"),
                new JsonText("damaged {"))),
        null);
  }

  @Override
  public Keys keys() {
    reached.incrementAndGet();
    return new Keys(publicKey(), List.of());
  }

  @Override
  public Earnings earnings() {
    reached.incrementAndGet();
    return new Earnings(
        new Earnings.Pending(0, Bytes.NONE),
        new Earnings.Confirmed(0, Bytes.NONE),
        null,
        List.of());
  }

  @Override
  public ConsentState consent() {
    reached.incrementAndGet();
    return new ConsentState(false, 1, "00", "text", null);
  }

  @Override
  public ConsentState give(ConsentGiven given) {
    reached.incrementAndGet();
    return new ConsentState(true, given.version(), given.sha256(), "text", Instant.EPOCH);
  }

  @Override
  public void told(ActivityHint hint) {
    reached.incrementAndGet();
    hints.add(hint);
  }

  @Override
  public NetworkState network() {
    reached.incrementAndGet();
    return new NetworkState(NetworkState.Metered.UNKNOWN, "nobody", Settings.Metered.AUTO, null);
  }

  @Override
  public Footprint footprint() {
    reached.incrementAndGet();
    return new Footprint("0.1.0", "25", Instant.EPOCH, null, Bytes.NONE, 0.5, null);
  }

  @Override
  public LineNow line() {
    reached.incrementAndGet();
    return LineNow.unmeasured(Instant.EPOCH);
  }

  @Override
  public LineHistory history(LineQuery query) {
    reached.incrementAndGet();
    var bucket =
        new LineHistory.LineBucket(query.from(), 60, 60, new Bytes(1), new Bytes(2), 0, null, null);
    return new LineHistory(
        List.of(bucket), List.of(), new LineHistory.LineKept(24, 396, Bytes.NONE));
  }

  @Override
  public Listening listen(Listener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public LiveSnapshot snapshot() throws IOException {
    return new LiveSnapshot(status(), line(), List.copyOf(rows), List.of());
  }

  @Override
  public String publicKey() {
    return key.publicKey().toString();
  }

  @Override
  public byte[] sign(byte[] message) {
    return key.sign(message);
  }

  @Override
  public String agentName() {
    return "Lumora here";
  }

  @Override
  public String version() {
    return "0.1.0";
  }

  boolean verifies(String message, byte[] signature) {
    return key.publicKey().verifies(message.getBytes(StandardCharsets.UTF_8), signature);
  }
}
