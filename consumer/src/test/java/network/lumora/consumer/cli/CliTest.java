package network.lumora.consumer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import network.lumora.consumer.fake.Captured;
import network.lumora.consumer.fake.FakeCoordinator;
import network.lumora.consumer.fake.TestWorld;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.message.Place;
import network.lumora.protocol.message.StatedBalances;
import network.lumora.protocol.message.Urgency;
import network.lumora.protocol.units.MicroLmr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliTest {
  @TempDir Path folder;
  private FakeCoordinator fake;
  private Captured cli;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeCoordinator();
    cli = new Captured(folder.resolve("data"), new TestWorld().world());
    file = folder.resolve("out.jsonl");
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void keygenPrintsTheKeyAndWhatToAskTheOperator() throws IOException {
    assertThat(cli.run("keygen")).isZero();
    var key = cli.out().lines().findFirst().orElseThrow();
    assertThat(key).startsWith("ed25519:");
    assertThat(cli.out()).contains("lumora-coordinator admit " + key + " --name");
    try (var keys = Files.list(folder.resolve("data/keys"))) {
      assertThat(keys)
          .hasSize(2)
          .allSatisfy(
              one ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                      .isEqualTo("rw-------"));
    }

    cli.run("keygen");
    assertThat(cli.out()).startsWith(key);
  }

  @Test
  void keysOpenToOthersAreRefusedWithTheCure() throws IOException {
    cli.run("keygen");
    Files.setPosixFilePermissions(
        folder.resolve("data/keys/seal.json"), PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(cli.run("keygen")).isEqualTo(Exit.FAILED);
    assertThat(cli.err()).contains("chmod 600");
  }

  @Test
  void ordersWatchesAndOpens() throws Exception {
    var id = orderThree();
    fake.settleAll();

    assertThat(cli.run("watch", id.substring(0, 6))).isZero();
    assertThat(cli.out()).contains("3/3 pages: 2 ok, 1 refused").contains("is COMPLETE");

    assertThat(cli.run("open", id, "--out", file.toString())).isZero();
    assertThat(cli.out())
        .contains(
            "3 pages: 2 ok, 1 refused (ROBOTS_DISALLOW 1); 3 receipts with two signatures and valid"
                + " inclusion proofs");
    assertThat(Files.readAllLines(file))
        .hasSize(3)
        .first()
        .asString()
        .startsWith("{\"url\":\"https://a.example/\",\"finalUrl\":\"https://a.example//final\"")
        .contains("\"fields\":{\"title\":[\"Page <0> \u2713\"]}")
        .contains("\"_prov\":{\"taskId\":\"" + id + "/0\",\"agent\":\"ed25519:")
        .contains("\"logIndex\":2,\"treeSize\":3");
    assertThat(Path.of(file + ".broken.jsonl")).doesNotExist();
  }

  @Test
  void ctrlCSaysThatTheOrderGoesOn() throws Exception {
    var id = orderThree();
    fake.settleAll();
    cli.run("watch", id);

    cli.interruptActions.getFirst().run();

    assertThat(cli.err()).contains("goes on without you").contains("lumora-consumer watch " + id);
  }

  @Test
  void drawsOneLineOnATerminal() throws Exception {
    var id = orderThree();
    fake.settleAll();
    cli.terminal = true;

    cli.run("watch", id);

    assertThat(cli.out()).startsWith("\r[####################] 3/3 pages");
  }

  @Test
  void namesABrokenPageAndWritesItsEvidence() throws Exception {
    var id = orderThree();
    fake.settleAll();
    var page = fake.line(id, 1);
    var logged = page.logged();
    fake.setLine(
        id,
        1,
        new network.lumora.protocol.message.DeliveredPage(
            page.taskId(),
            page.cursor(),
            page.sealed(),
            page.receipt(),
            new Logged(
                logged.index(),
                logged.treeSize(),
                List.of(Sha256.of("x"), Sha256.of("y")),
                logged.checkpoint()),
            page.policySha256()));

    assertThat(cli.run("open", id, "--out", file.toString())).isEqualTo(Exit.NOT_VERIFIED);
    assertThat(cli.out()).contains("3 pages: 1 ok, 1 refused, 1 broken");
    assertThat(cli.err()).contains("page 1: PROOF:").contains("1 broken");
    assertThat(Files.readAllLines(file)).hasSize(2);
    assertThat(Files.readString(Path.of(file + ".broken.jsonl")))
        .contains("\"url\":\"https://b.example/\",\"page\":1,\"cursor\":2,\"where\":\"PROOF\"");

    fake.setLine(id, 1, page);
    assertThat(cli.run("open", id, "--again", "--out", file.toString())).isZero();
    assertThat(Files.readAllLines(file)).hasSize(3);
    assertThat(Path.of(file + ".broken.jsonl")).doesNotExist();
  }

  @Test
  void opensWhatIsThereOfAnOrderThatGoesOn() throws Exception {
    var id = orderThree();
    fake.settle(id, 0, 2);

    assertThat(cli.run("open", id, "--out", file.toString())).isZero();
    assertThat(cli.out()).contains("3 pages: 2 ok, 1 to come; 2 receipts");
  }

  @Test
  void aBadAddressIsNamedByItsLineAndNothingIsSent() throws Exception {
    var list = folder.resolve("list.txt");
    Files.writeString(list, "# pages\nhttps://a.example/\nhttp://with space/\nftp://b.example/\n");

    assertThat(cli.run("order", "--coordinator", fake.url(), "--list", list.toString()))
        .isEqualTo(Exit.USAGE);
    assertThat(cli.err()).contains("line 3:").contains("line 4:").contains("Nothing was sent");
    assertThat(fake.requests).isEmpty();
  }

  @Test
  void readsAddressesFromStandardInputAndReportsDuplicates() {
    cli.input = "https://a.example/\n\nhttps://b.example/\nhttps://a.example/\n";

    assertThat(cli.run("order", "--coordinator", fake.url(), "--list", "-")).isZero();
    assertThat(cli.out()).contains(": 2 pages");
    assertThat(cli.err()).contains("line 4: left out, the same address as line 1");
  }

  @Test
  void thePurposeGoesWithTheOrder() throws Exception {
    assertThat(
            cli.run(
                "order",
                "--coordinator",
                fake.url(),
                "--purpose",
                "Prices, for a comparison",
                "https://a.example/"))
        .isZero();
    assertThat(fake.instructions(idOf(cli.out())).purpose()).isEqualTo("Prices, for a comparison");
    assertThat(cli.run("order", "--purpose", "x".repeat(201), "https://a.example/"))
        .isEqualTo(Exit.USAGE);
    assertThat(cli.err()).contains("purpose has 201 characters");
  }

  @Test
  void whatIsWishedGoesWithTheOrderAndWhatIsWrongIsNamed() throws Exception {
    assertThat(
            cli.run(
                "order",
                "--coordinator",
                fake.url(),
                "--urgency",
                "soon",
                "--deadline",
                "2h",
                "--place",
                "de,FR-IDF",
                "https://a.example/"))
        .isZero();
    var head = fake.head(idOf(cli.out()));
    assertThat(head.wished().urgency()).isEqualTo(Urgency.SOON);
    assertThat(head.wished().deadline())
        .isBetween(head.createdAt().plusSeconds(6_600), head.createdAt().plusSeconds(7_200));
    assertThat(head.wished().places()).containsExactly(Place.parse("DE"), Place.parse("FR-IDF"));

    refuses("--urgency: expected one of soon, normal, whenever, not now", "--urgency", "now");
    refuses("--deadline: expected a span such as 90s", "--deadline", "tomorrow");
    refuses("has passed", "--deadline", "2001-01-01T00:00:00Z");
    refuses("--place: expected a country of ISO 3166-1", "--place", "Germany");
  }

  private void refuses(String why, String option, String value) {
    assertThat(cli.run("order", "--coordinator", fake.url(), option, value, "https://a.example/"))
        .isEqualTo(Exit.USAGE);
    assertThat(cli.err()).contains(why);
  }

  @Test
  void takesFieldsFromOptionsAndAFile() throws Exception {
    var fields = folder.resolve("fields.json");
    Files.writeString(
        fields, "{\"fields\":[{\"name\":\"price\",\"css\":\".price\",\"many\":false}]}");

    assertThat(
            cli.run(
                "order",
                "--coordinator",
                fake.url(),
                "--fields-file",
                fields.toString(),
                "--field",
                "links=a@href*",
                "https://a.example/"))
        .isZero();
    var asked = fake.instructions(idOf(cli.out())).fields();
    assertThat(asked).extracting("name").containsExactly("price", "links");
    assertThat(asked.getLast().attribute()).isEqualTo("href");
    assertThat(asked.getLast().many()).isTrue();
  }

  @Test
  void theOnlyKnownCoordinatorNeedNotBeNamed() throws Exception {
    assertThat(cli.run("order", "https://a.example/")).isEqualTo(Exit.USAGE);
    assertThat(cli.err()).contains("expected --coordinator URL: none is known here");
    orderThree();

    assertThat(cli.run("order", "https://d.example/")).isZero();
  }

  @Test
  void aChangedKeyExitsAsNotVerified() throws Exception {
    orderThree();
    fake.key = IdentityKey.generate();

    assertThat(cli.run("order", "https://d.example/")).isEqualTo(Exit.NOT_VERIFIED);
    assertThat(cli.err()).contains("has changed its key");
  }

  @Test
  void runOrdersWatchesAndOpensInOneGo() {
    fake.settleOnOrder = true;

    assertThat(
            cli.run(
                "run", "--coordinator", fake.url(), "--out", file.toString(), "https://a.example/"))
        .isZero();
    assertThat(cli.out()).contains("1 page: 1 ok; 1 receipt with two signatures");
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void statusCancelAndListTellOfAnOrder() throws Exception {
    var id = orderThree();

    assertThat(cli.run("status")).isZero();
    assertThat(cli.out())
        .contains(id + " " + OrderStatus.State.OPEN)
        .contains("waiting for agents");
    assertThat(cli.run("cancel", id)).isZero();
    assertThat(cli.out()).contains("is CANCELLED");
    assertThat(cli.run("list")).isZero();
    assertThat(cli.out()).contains(id).contains("3 pages").contains(fake.url());
  }

  @Test
  void anUnknownOrderSaysHowToSeeThoseThereAre() {
    assertThat(cli.run("watch", "abc")).isEqualTo(Exit.USAGE);
    assertThat(cli.err()).contains("lumora-consumer list");
  }

  @Test
  void auditRecomputesTheBalances() throws Exception {
    orderThree();
    fake.settleAll();
    fake.closeEpoch(0);

    assertThat(cli.run("audit")).isZero();
    assertThat(cli.out())
        .contains("balances equal, sum equals the pool")
        .contains(fake.agent.publicKey().toString())
        .contains("1.000000 LMR  ##############################");
  }

  @Test
  void auditNamesABalanceThatDiffers() throws Exception {
    orderThree();
    fake.settleAll();
    fake.closeEpoch(0);
    var honest = fake.log.balances();
    fake.claimedBalances =
        new StatedBalances(
            honest.treeSize(),
            honest.epoch(),
            List.of(new StatedBalances.Balance(fake.agent.publicKey(), new MicroLmr(999_999))));

    assertThat(cli.run("audit")).isEqualTo(Exit.NOT_VERIFIED);
    assertThat(cli.err()).contains("holds 1.000000 LMR, stated as 0.999999 LMR");
  }

  @Test
  void auditNamesALogThatBecameShorterOrOther() throws Exception {
    orderThree();
    fake.settleAll();
    assertThat(cli.run("audit")).isZero();

    fake.log = fake.newLog();
    assertThat(cli.run("audit")).isEqualTo(Exit.NOT_VERIFIED);
    assertThat(cli.err()).contains("the log had 5 entries before and covers 1 now");

    for (long epoch = 0; epoch < 5; epoch++) {
      fake.closeEpoch(epoch);
    }
    assertThat(cli.run("audit")).isEqualTo(Exit.NOT_VERIFIED);
    assertThat(cli.err()).contains("the first 5 entries had the root");
  }

  @Test
  void auditHoldsTheLogToWhatOpenHasSeen() throws Exception {
    var id = orderThree();
    fake.settleAll();
    assertThat(cli.run("open", id, "--out", file.toString())).isZero();
    fake.log = fake.newLog();

    assertThat(cli.run("audit")).isEqualTo(Exit.NOT_VERIFIED);
    assertThat(cli.err()).contains("the log had 5 entries before");
  }

  @Test
  void auditNamesEntriesThatTheLogDoesNotGive() throws Exception {
    orderThree();
    fake.canned.add(
        new FakeCoordinator.Answer(
            "/v1/log/tile", 200, "application/octet-stream", "garbage", java.util.Map.of()));

    assertThat(cli.run("audit")).isEqualTo(Exit.NOT_VERIFIED);
    assertThat(cli.err())
        .contains("bundle 0: the bundle ends within an entry")
        .contains("the checkpoint covers 2 entries, the log gives 0");
  }

  @Test
  void helpNamesEveryCommand() {
    assertThat(cli.run("--help")).isZero();
    assertThat(cli.out())
        .contains("keygen", "order", "watch", "open", "run", "status", "cancel", "audit", "list");
    assertThat(cli.run("order", "--help")).isZero();
    assertThat(cli.run("no-such-command")).isEqualTo(Exit.USAGE);
    assertThat(cli.run()).isEqualTo(Exit.USAGE);
  }

  @Test
  void hostileWordsOfACoordinatorDoNotReachTheTerminal() throws Exception {
    orderThree();
    fake.canned.add(
        new FakeCoordinator.Answer(
            "/v1/orders",
            409,
            "application/problem+json",
            "{\"type\":\"t\",\"title\":\"t\",\"status\":409,\"code\":\"CONFLICT\",\"detail\":\"a\\u001b[2Jb\"}",
            java.util.Map.of()));

    assertThat(cli.run("status")).isEqualTo(Exit.FAILED);
    assertThat(cli.err()).contains("CONFLICT: a [2Jb").doesNotContain("\u001b");
  }

  private String orderThree() {
    assertThat(
            cli.run(
                "order",
                "--coordinator",
                fake.url(),
                "https://a.example/",
                "https://b.example/",
                "https://c.example/"))
        .isZero();
    return idOf(cli.out());
  }

  private static String idOf(String out) {
    return out.substring("order ".length(), "order ".length() + 32);
  }
}
