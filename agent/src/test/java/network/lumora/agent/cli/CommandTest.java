package network.lumora.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import network.lumora.agent.history.Flow;
import network.lumora.agent.history.ProvenLine;
import network.lumora.agent.history.Stretch;
import network.lumora.agent.history.Sum;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.link.CoordinatorAddress;
import network.lumora.agent.receipt.JournalEntry;
import network.lumora.agent.receipt.SettledReceipt;
import network.lumora.agent.service.Agent;
import network.lumora.agent.service.Setup;
import network.lumora.agent.service.World;
import network.lumora.bridge.agent.Category;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.bridge.agent.Rules;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.Hash;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.LineGrade;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String ORDER = "00112233445566778899aabbccddeeff";

  private final World world =
      new World(InstantSource.fixed(NOW), new AtomicLong()::get, ZoneOffset.UTC, () -> 1_998L);
  @TempDir private Path temporary;
  private String out = "";
  private String err = "";

  private Path folder() {
    return temporary.resolve("agent");
  }

  private int lumora(String... arguments) {
    return typing("", arguments);
  }

  private int typing(String input, String... arguments) {
    var outText = new StringWriter();
    var errText = new StringWriter();
    var terminal =
        new Terminal(
            new BufferedReader(new StringReader(input)),
            new PrintWriter(outText),
            new PrintWriter(errText));
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder().toString()));
    var words = all.toArray(String[]::new);
    int code = LumoraCommand.of(world, terminal, words).execute(words);
    out = outText.toString();
    err = errText.toString();
    return code;
  }

  @Test
  void theAgentWaitsForConsentAndConnectsToNobodyBefore() throws IOException {
    try (var server = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
        var agent = Agent.start(setup("ws://127.0.0.1:" + server.getLocalPort() + "/", 0), world)) {
      server.setSoTimeout(300);
      org.assertj.core.api.Assertions.assertThatThrownBy(server::accept)
          .isInstanceOf(java.net.SocketTimeoutException.class);
      assertThat(agent.waitsForConsent()).isTrue();
      assertThat(lumora("status")).isZero();
      assertThat(out).contains("no consent", "lumora consent");

      assertThat(lumora("consent", "--accept")).isZero();
      assertThat(agent.waitsForConsent()).isFalse();
      server.setSoTimeout(60_000);
      server.accept().close();
    }
  }

  @Test
  void theLineIsShownAsFarAsItIsKnown() throws IOException {
    assertThat(lumora("line")).isZero();
    assertThat(out)
        .contains("Capacity", "unknown", "not measured yet")
        .contains("each second for 24 hours, each hour for 396 days: 0 B");
    try (var journal = Journal.open(folder())) {
      long hour = NOW.getEpochSecond() - 7_200;
      journal
          .line()
          .proved(
              new ProvenLine(
                  NOW,
                  OptionalLong.of(5_000_000),
                  OptionalLong.empty(),
                  5,
                  Optional.of(LineGrade.WEBSOCKET)));
      journal
          .line()
          .add(
              List.of(new Stretch(hour, 3_600, new Flow(3_600_000, 0), new Flow(0, 7_200))),
              Map.of(hour, new Sum(3_600, 0, new Flow(3_600_000, 0), 0, Flow.NOTHING)));
    }

    assertThat(lumora("line")).isZero();
    assertThat(out)
        .contains(
            "Capacity        unknown      5.0 MB/s     proven by 5 challengers over WebSockets,"
                + " since UDP is blocked, 22 November")
        .containsPattern("Lumora, up      {45}@@ {3} most 1\\.0 kB/s")
        .contains("Other, down", "most 2 B/s");
    assertThat(lumora("line", "--last", "30m")).isZero();
    assertThat(out).containsPattern("Lumora, down {4}.{30} {2}most");
    assertThat(lumora("line", "--last", "400d")).isZero();
    assertThat(out).contains("most 1.0 kB/s").doesNotContain("most 2 B/s");
    assertThat(lumora("line", "--json")).isZero();
    assertThat(out).contains("\"capacity\":{\"up\":5000000,\"down\":null", "\"ownUp\":60000");
    assertThat(lumora("line", "--last", "9000d")).isEqualTo(2);
    assertThat(lumora("line", "--last", "soon")).isEqualTo(2);
  }

  @Test
  void hoursAreSetShownAndKeptWhileTheyAreOff() {
    assertThat(lumora("schedule")).isZero();
    assertThat(out).contains("No hours.");
    assertThat(
            lumora("schedule", "set", "fri-sat", "22:00-06:00", "sun", "all", "--rate-up", "1MB/s"))
        .isZero();
    assertThat(out)
        .contains("Fri 22:00-24:00, 1.0 MB/s up", "Sat 00:00-06:00", "Sat 22:00-24:00")
        .contains("Sun 00:00-06:00", "Sun 00:00-24:00");
    assertThat(lumora("schedule", "off")).isZero();
    assertThat(out).contains("Schedule off", "Fri 22:00-24:00");
    assertThat(lumora("schedule", "add", "mon", "25:00-26:00")).isEqualTo(2);
    assertThat(lumora("schedule", "set", "someday", "all")).isEqualTo(2);
    assertThat(err).contains("expected a day such as mon");
    assertThat(lumora("schedule", "clear")).isZero();
    assertThat(out).contains("No hours.");
  }

  @Test
  void settingsAreSetAndShownAlsoThroughTheRunningAgent() throws IOException {
    assertThat(lumora("settings", "--pause-on-battery", "false", "--metered", "no")).isZero();
    assertThat(out).contains("On battery     goes on", "not metered, as you said");
    try (var _ = Agent.start(setup(0), world)) {
      assertThat(lumora("settings", "--only-when-idle", "true", "--idle-minutes", "7")).isZero();
      assertThat(out).contains("yes, after 7 minutes", "On battery     goes on");
      assertThat(lumora("settings", "--busy-line", "2MB/s", "--hints", "true")).isZero();
      assertThat(lumora("limits", "--month-starts", "15", "--monthly", "5GB")).isZero();
      assertThat(lumora("settings", "--idle-minutes", "99")).isEqualTo(2);
    }
    assertThat(lumora("settings")).isZero();
    assertThat(out)
        .contains("new work waits over 2.0 MB/s", "heeded", "on day 15", "Monthly cap   5.0 GB");
  }

  @Test
  void coordinatorIsShownAndSetAndTheRestOfTheFileStays() throws IOException {
    assertThat(lumora("coordinator")).isEqualTo(2);
    assertThat(err).contains("no coordinator", "lumora coordinator wss://");
    assertThat(lumora("coordinator", "wss://one.example/agent")).isZero();
    assertThat(lumora("coordinator")).isZero();
    assertThat(out).isEqualToIgnoringNewLines("wss://one.example/agent");

    var file = folder().resolve("agent.conf");
    Files.writeString(file, "# mine\n coordinator=wss://one.example/agent\n\nslots = 2\n");
    assertThat(lumora("coordinator", "wss://two.example/agent")).isZero();
    assertThat(file).hasContent("# mine\ncoordinator = wss://two.example/agent\n\nslots = 2\n");
    try (var files = Files.list(folder())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aCoordinatorsKeyGoesWithIt() throws IOException {
    var first = IdentityKey.generate().publicKey().toString();
    var second = IdentityKey.generate().publicKey().toString();
    var file = folder().resolve("agent.conf");

    assertThat(lumora("coordinator", "wss://one.example/agent", "--coordinator-key", first))
        .isZero();
    assertThat(lumora("coordinator", "wss://one.example/agent")).isZero();
    assertThat(file)
        .hasContent("coordinator = wss://one.example/agent\ncoordinator-key = " + first + "\n");

    assertThat(lumora("coordinator", "--coordinator-key", second)).isZero();
    assertThat(file)
        .hasContent("coordinator = wss://one.example/agent\ncoordinator-key = " + second + "\n");
    assertThat(lumora("coordinator", "--coordinator-key", "ed25519:short")).isEqualTo(2);
    assertThat(err).contains("coordinator-key");

    assertThat(lumora("coordinator", "wss://two.example/agent")).isZero();
    assertThat(file).hasContent("coordinator = wss://two.example/agent\ncoordinator-key =\n");
  }

  @Test
  void coordinatorIsNotSetToWhatRunWouldRefuse() throws IOException {
    assertThat(lumora("coordinator", "wss://one.example/agent")).isZero();
    for (var wrong : List.of("one.example", "https://one.example/", "ws://192.0.2.1/agent", "")) {
      assertThat(lumora("coordinator", wrong)).isEqualTo(2);
    }
    assertThat(folder().resolve("agent.conf"))
        .hasContent("coordinator = wss://one.example/agent\n");
  }

  @Test
  void everyCommandIsFoundByItsNameAndInTheHelp() {
    assertThat(lumora("--help")).isZero();
    var commands = out.lines().dropWhile(line -> !line.equals("Commands:")).skip(1);
    var names = commands.filter(line -> line.matches("  [a-z].*")).map(String::strip).toList();
    assertThat(names).hasSizeGreaterThan(10);
    for (var line : names) {
      var name = line.split(" ", 2)[0];
      assertThat(lumora(name, "--help")).as(name).isZero();
      assertThat(out).contains("Usage: lumora " + name);
    }
  }

  @Test
  void consentAsksAndIsRecorded() throws IOException {
    assertThat(typing("n\n", "consent")).isEqualTo(1);
    assertThat(typing("", "consent")).isEqualTo(1);
    assertThat(typing("maybe\n", "consent")).isEqualTo(1);
    assertThat(out).contains("WHAT IS SOLD", "HOW TO STOP", "Do you agree?");

    assertThat(typing("y\n", "consent")).isZero();
    assertThat(lumora("consent")).isZero();
    assertThat(out).contains("You agreed to this text on 2026-11-22T12:00:00Z");
    assertThat(lumora("status")).isZero();
    assertThat(out).contains("the agent does not run");
  }

  @Test
  void limitsAreSetInHumanUnitsAndWrongOnesAreExplained() {
    assertThat(lumora("limits", "--monthly", "50GB", "--rate-down", "2MB/s")).isZero();
    assertThat(lumora("limits", "--daily", "1.5GiB")).isZero();
    assertThat(out).contains("Monthly cap   50.0 GB", "Rate down     2.0 MB/s", "1.6 GB");
    assertThat(out).contains("both directions together");

    assertThat(lumora("limits", "--monthly", "lots")).isEqualTo(2);
    assertThat(err).contains("500MB, 50GB or none").hasLineCount(1);
    assertThat(lumora("limits", "--daily", "10kB")).isEqualTo(2);
    assertThat(err).contains("at least 1000000 bytes");
    assertThat(lumora("limits", "--monthly", "none")).isZero();
    assertThat(out).contains("Monthly cap   no limit");
  }

  @Test
  void aPauseHoldsUntilItsTimeOrUntilResumed() {
    lumora("consent", "--accept");
    assertThat(lumora("pause", "--for", "2h")).isZero();
    assertThat(out).contains("resumes 22 November 14:00");
    assertThat(lumora("pause")).isZero();
    assertThat(lumora("status")).isZero();
    assertThat(out).contains("lumora resume");
    assertThat(lumora("pause", "--for", "ever")).isEqualTo(2);
    assertThat(lumora("resume")).isZero();
  }

  @Test
  void wrongUsageHasItsOwnCode() {
    assertThat(lumora("dance")).isEqualTo(2);
    assertThat(lumora()).isEqualTo(2);
    assertThat(lumora("journal", "--last", "0")).isEqualTo(2);
    assertThat(lumora("run", "--coordinator", "ws://10.0.0.1/agent")).isEqualTo(2);
    assertThat(lumora("run")).isEqualTo(2);
    assertThat(err).contains("no coordinator");
    assertThat(lumora("--help")).isZero();
  }

  @Test
  void theFileIsReadFlagsWinAndUnknownKeysAreNamed() throws IOException {
    Files.createDirectories(folder());
    var file = folder().resolve("agent.conf");
    Files.writeString(file, "# mine\ncoordinator = wss://a.example/agent\nslots=2\n");

    assertThat(lumora("run", "--slots", "7", "--print-config")).isZero();
    assertThat(out).contains("coordinator = wss://a.example/agent", "slots = 7", "api-port =");
    assertThat(lumora("run", "--place", "Berlin")).isEqualTo(2);
    assertThat(err).contains("place: expected a country of ISO 3166-1", "not Berlin");

    Files.writeString(file, "coordinater = wss://a.example/agent\n");
    assertThat(lumora("run")).isEqualTo(2);
    assertThat(err).contains("agent.conf line 1", "coordinater", "known are coordinator");
    Files.writeString(file, "slots = many\ncoordinator = wss://a.example/\n");
    assertThat(lumora("run")).isEqualTo(2);
    assertThat(err).contains("slots is a number from 1 to 64, not many");
  }

  @Test
  void aReceiptThatCannotBeReadIsNamedBesideTheOthers() throws Exception {
    var coordinator = IdentityKey.generate();
    storeReceipt(coordinator, 1);
    storeReceipt(coordinator, 2);
    changeReceipts("UPDATE receipt SET envelope = replace(envelope, 'e', '<') WHERE sequence = 1");

    assertThat(lumora("receipts", "--verify")).isEqualTo(3);

    assertThat(out).contains("receipt 1 BROKEN: ", "2 receipts, 1 verified, 1 broken");
  }

  @Test
  void receiptsVerifyOfflineAndABrokenOneIsNamed() throws Exception {
    var coordinator = IdentityKey.generate();
    storeReceipt(coordinator, 1);
    storeReceipt(coordinator, 2);
    assertThat(lumora("receipts", "--verify")).isZero();
    assertThat(out).contains("2 receipts, 2 verified, 0 broken");
    assertThat(lumora("receipts", "--json")).isZero();
    assertThat(out).contains("\"envelope\":{", "\"checkpoint\":");

    changeReceipts(
        "UPDATE receipt SET logged = (SELECT logged FROM receipt WHERE sequence = 1)"
            + " WHERE sequence = 2");

    assertThat(lumora("receipts", "--verify")).isEqualTo(3);
    assertThat(out).contains("receipt 2 BROKEN: ", "2 receipts, 1 verified, 1 broken");
  }

  @Test
  void receiptsAreLookedForInAPublicLogAndNoLogIsNoProof() throws Exception {
    storeReceipt(IdentityKey.generate(), 1);
    var empty = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    empty.start();
    try {
      var address = "http://127.0.0.1:" + empty.getAddress().getPort();
      assertThat(lumora("receipts", "--log", address)).isEqualTo(3);
    } finally {
      empty.stop(0);
    }

    assertThat(out).contains("1 receipts could not be looked up: there is no log at this address");
  }

  @Test
  void theJournalShowsSitesAndBytes() throws Exception {
    storeReceipt(IdentityKey.generate(), 1);

    assertThat(lumora("journal")).isZero();
    assertThat(out).contains("shop.example", "OK", "receipt 1 settled");
    assertThat(lumora("journal", "--json")).isZero();
    assertThat(out).startsWith("{\"number\":1,").contains("\"site\":\"shop.example\"");
  }

  private void changeReceipts(String sql) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder().resolve("agent.db"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void storeReceipt(IdentityKey coordinator, int number) throws Exception {
    lumora("key");
    var agent = IdentityKey.loadOrCreate(folder().resolve("agent.key"));
    try (var journal = Journal.open(folder())) {
      var body = Sealed.of(new byte[] {(byte) number});
      var entry =
          new JournalEntry(
              NOW,
              coordinator.publicKey(),
              Rules.Trust.FULL,
              coordinator.publicKey(),
              JournalRow.Kind.SCRAPE,
              null,
              Category.UNCATEGORISED,
              new TaskId(ORDER, number),
              "shop.example",
              "shop.example",
              new Bytes(10),
              new Bytes(2_000),
              JournalRow.Outcome.OK,
              "NONE",
              null);
      var delivery =
          journal
              .outbox()
              .add(
                  coordinator.publicKey(),
                  ORDER,
                  body,
                  entry,
                  null,
                  sequence ->
                      new StatementCodec()
                          .sign(receipt(agent, coordinator, body, number, sequence), agent));
      var signed = delivery.receipt().countersign(coordinator);
      var root = Hash.ofEntry(new DocumentCodec().writeBytes(signed));
      var note = new Checkpoint("lumora.test/log", 1, root).sign(coordinator).toString();
      journal
          .outbox()
          .settle(
              delivery,
              new SettledReceipt(
                  coordinator.publicKey(),
                  delivery.sequence(),
                  signed,
                  new Logged(0, 1, List.of(), note)),
              NOW);
    }
  }

  private static Receipt receipt(
      IdentityKey agent, IdentityKey coordinator, Sealed body, int number, long sequence) {
    return new Receipt(
        new TaskId(ORDER, number),
        ORDER,
        agent.publicKey(),
        coordinator.publicKey(),
        coordinator.publicKey(),
        sequence,
        Outcome.OK,
        Receipt.NO_CODE,
        new Bytes(10),
        new Bytes(2_000),
        new Bytes(body.length()),
        Sha256.of(body.bytes()),
        NOW,
        NOW);
  }

  private Setup setup(int apiPort) {
    return setup("ws://127.0.0.1:1/agent", apiPort);
  }

  private Setup setup(String coordinator, int apiPort) {
    return new Setup(
        folder(),
        CoordinatorAddress.of(coordinator, null, false),
        List.of(apiPort),
        4,
        java.util.Set.of());
  }

  @Test
  void commandsReachTheRunningAgent() throws IOException {
    lumora("consent", "--accept");
    try (var agent = Agent.start(setup(0), world)) {
      assertThat(lumora("status")).isZero();
      assertThat(out).contains("no connection", agent.key().toString(), "0 of 4 tasks");
      assertThat(lumora("pause")).isZero();
      assertThat(lumora("status", "--json")).isZero();
      assertThat(out).contains("\"state\":\"PAUSED\"");
      assertThat(lumora("limits", "--daily", "10kB")).isEqualTo(2);
      assertThat(err).contains("at least 1000000 bytes");
      assertThat(lumora("limits", "--daily", "10MB")).isZero();
      assertThat(lumora("journal")).isZero();
      assertThat(out).contains("Nothing yet.");
    }
    assertThat(lumora("status")).isZero();
    assertThat(out).contains("paused by you", "of 10.0 MB").doesNotContain("paused, paused");
  }

  @Test
  void oneAgentForEachFolderAndAFreePortForEach() throws IOException {
    lumora("consent", "--accept");
    try (var agent = Agent.start(setup(0), world)) {
      assertThat(lumora("run", "--coordinator", "ws://127.0.0.1:1/agent")).isEqualTo(1);
      assertThat(err).contains("another agent runs with").hasLineCount(1);
      assertThat(agent.apiPort()).isPositive();
    }
    try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      assertThat(
              lumora(
                  "run",
                  "--coordinator",
                  "ws://127.0.0.1:1/agent",
                  "--api-port",
                  taken.getLocalPort() + ""))
          .isEqualTo(1);
      assertThat(err).contains("port " + taken.getLocalPort(), "--api-port").hasLineCount(1);
    }
  }

  @Test
  void aDeadAgentsPortFileMisleadsNobody() throws IOException {
    lumora("consent", "--accept");
    Files.writeString(folder().resolve("api.port"), "1\n");

    assertThat(lumora("status")).isZero();
    assertThat(out).contains("the agent does not run");
  }

  @Test
  void aFolderThatCannotBeUsedIsNamed() throws IOException {
    Files.writeString(folder(), "a file");

    assertThat(lumora("status")).isEqualTo(1);
    assertThat(err).contains(folder().toString()).hasLineCount(1);
  }

  @Test
  void rulesAreSetShownAndTested() {
    assertThat(lumora("rules")).isZero();
    assertThat(out).contains("all but the denied ones").contains("Denied        none");
    assertThat(
            lumora("rules", "--deny", "Example.ORG", "--deny-category", "news", "--allow", "a.net"))
        .isZero();
    assertThat(out).contains("Denied        example.org").contains("NEWS").contains("a.net");
    assertThat(lumora("rules", "--test", "www.example.org")).isEqualTo(1);
    assertThat(out).contains("blocked  example.org (UNCATEGORISED): SITE_DENIED example.org");
    assertThat(lumora("rules", "--test", "example.com")).isZero();
    assertThat(lumora("rules", "--forget", "example.org")).isZero();
    assertThat(lumora("rules", "--test", "www.example.org")).isZero();

    var key = IdentityKey.generate().publicKey().toString();
    assertThat(lumora("rules", "--coordinator", key, "--trust", "LISTED_ONLY", "--monthly", "5GB"))
        .isZero();
    assertThat(out).contains(key + ": only listed sites, 5.0 GB a month");
    assertThat(lumora("rules", "--test", "example.com", "--coordinator", key)).isEqualTo(1);
    assertThat(out).contains("COORDINATOR_LISTED_ONLY");

    assertThat(lumora("rules", "--deny", "https://example.org/")).isEqualTo(2);
    assertThat(err).contains("expected a site such as example.org");
    assertThat(lumora("rules", "--trust", "FULL")).isEqualTo(2);
    assertThat(err).contains("--coordinator");
  }

  @Test
  void aBalanceThatNobodyToldIsUnknown() {
    assertThat(lumora("earnings")).isZero();

    assertThat(out).contains("Pending       0 deliveries").contains("Balance       unknown");
  }
}
