package network.lumora.systemtests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The rules of docs/decisions/0001-the-house.md; each failure says why the rule is there. */
class ArchitectureTest {
  private static House house;

  /** Module to the only modules of ours that it may know. */
  private static final Map<String, Set<String>> MODULE_ARROWS =
      Map.of(
          "shared-protocol", Set.of(),
          "proof-of-bandwidth", Set.of("shared-protocol"),
          "ledger", Set.of("proof-of-bandwidth", "shared-protocol"),
          "scraper", Set.of("shared-protocol"),
          "extension-bridge", Set.of("shared-protocol"),
          "agent",
              Set.of(
                  "extension-bridge", "ledger", "proof-of-bandwidth", "scraper", "shared-protocol"),
          "coordinator", Set.of("ledger", "proof-of-bandwidth", "scraper", "shared-protocol"),
          "consumer", Set.of("ledger", "proof-of-bandwidth", "shared-protocol"));

  /** A library, and the only packages that may import it. */
  record Home(String library, List<String> packages, String why) {}

  static final List<Home> HOMES =
      List.of(
          new Home(
              "com.google.gson",
              List.of("protocol.wire", "bridge.api", "coordinator.http"),
              "the wire format is one codec's business"),
          new Home(
              "com.google.crypto.tink",
              List.of("protocol.identity", "protocol.seal"),
              "cryptography that is called in two places can be reviewed"),
          new Home(
              "org.conscrypt",
              List.of("protocol.cryptography"),
              "what computes signatures is chosen for the whole process, in one place"),
          new Home(
              "org.bouncycastle",
              List.of(),
              "it accepts signatures that others refuse: decision 0002"),
          new Home(
              "io.javalin",
              List.of("bridge.api", "coordinator.http"),
              "a handler outside the guarded servers would be an open door"),
          new Home(
              "org.java_websocket",
              List.of("agent.link", "agent.websocket", "coordinator.link"),
              "its callbacks run on its threads, which must never wait"),
          new Home(
              "java.sql",
              List.of("agent.journal", "coordinator.store", "ledger.sqlite"),
              "what survives a crash is decided where the transactions are"),
          new Home(
              "okhttp3",
              List.of("scraper.fetch", "agent.cli", "consumer.http"),
              "a request outside the guard could reach the host's own network"),
          new Home(
              "org.jsoup",
              List.of("scraper.extract"),
              "strangers' HTML is parsed in one bounded place"),
          new Home(
              "crawlercommons",
              List.of("scraper.robots", "scraper.guard"),
              "robots rules and the public suffix list are asked, not spread"),
          new Home(
              "com.github.benmanes.caffeine",
              List.of(
                  "scraper.robots",
                  "scraper.pace",
                  "coordinator.http",
                  "coordinator.lease",
                  "coordinator.link"),
              "what is forgotten under pressure is kept in few, known places"));

  /** Calls that take time or chance out of the air. */
  private static final Pattern GUESSABLE =
      Pattern.compile(
          "java\\.util\\.(random|Random\\b|concurrent\\.ThreadLocalRandom)|Math\\.random");

  private static final Pattern CLOCK_OR_CHANCE =
      Pattern.compile(
          "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)"
              + "|java\\.lang\\.Math\\.random"
              + "|java\\.time\\.[A-Za-z]+\\.now"
              + "|java\\.time\\.(Clock\\.system.*|InstantSource\\.system)"
              + "|java\\.time\\.ZoneId\\.systemDefault"
              + "|java\\.util\\.(Random|SplittableRandom)\\.<init>"
              + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\..*"
              + "|java\\.util\\.random\\.RandomGenerator\\.(of|getDefault)"
              + "|java\\.util\\.UUID\\.randomUUID");

  @BeforeAll
  static void readTheHouse() {
    house = House.read();
  }

  @Test
  void everyModuleHasClassesHere() {
    assertThat(house.moduleArrows().keySet()).containsExactlyInAnyOrderElementsOf(House.MODULES);
  }

  @Test
  void modulesKnowOnlyWhatTheDesignAllows() {
    house
        .moduleArrows()
        .forEach(
            (module, known) ->
                assertThat(MODULE_ARROWS.get(module))
                    .as(
                        "%s may know these; agent, coordinator and consumer meet in messages only",
                        module)
                    .containsAll(known));
  }

  @Test
  void packagesHaveNoCycle() {
    assertThat(Cycle.in(house.packageArrows()))
        .as(
            "a cycle makes its packages one: move what both need below them, or let one own an interface")
        .isEmpty();
  }

  @ParameterizedTest
  @FieldSource("HOMES")
  void aLibraryHasOneHome(Home home) {
    var strays =
        house.classes().stream()
            .filter(type -> !type.packagesBelow(home.library()).isEmpty())
            .filter(type -> home.packages().stream().noneMatch(in(type)))
            .map(CompiledClass::name)
            .toList();

    assertThat(strays)
        .as("%s lives only in %s: %s", home.library(), home.packages(), home.why())
        .isEmpty();
  }

  private static Predicate<String> in(CompiledClass type) {
    return allowed -> type.packageName().equals(House.ROOT_PACKAGE + "." + allowed);
  }

  @Test
  void domainDoesNotKnowItsBoundaries() {
    var media =
        Set.of(
            "http",
            "link",
            "sqlite",
            "store",
            "fetch",
            "api",
            "cli",
            "journal",
            "websocket",
            "tcp",
            "site");
    var backwards = new TreeSet<String>();
    house
        .packageArrows()
        .forEach(
            (from, targets) ->
                targets.stream()
                    .filter(to -> media.contains(last(to)) && !media.contains(last(from)))
                    .filter(to -> !isWiring(from))
                    .forEach(to -> backwards.add(from + " -> " + to)));

    assertThat(backwards)
        .as(
            "the domain owns the interface, the boundary implements it; else it cannot be tested without the world")
        .isEmpty();
  }

  /** Where {@code Main} puts a program together; these know everything of their module. */
  private static final Set<String> WIRING =
      Set.of(
          "network.lumora.agent",
          "network.lumora.agent.service",
          "network.lumora.coordinator",
          "network.lumora.coordinator.program",
          "network.lumora.consumer",
          "network.lumora.scraper");

  private static boolean isWiring(String packageName) {
    return WIRING.contains(packageName);
  }

  private static String last(String packageName) {
    return packageName.substring(packageName.lastIndexOf('.') + 1);
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() throws IOException {
    for (var packageName : house.packageArrows().keySet()) {
      var source = packageInfo(packageName);

      assertThat(source)
          .as("package-info of %s: one sentence, so that a newcomer knows the room", packageName)
          .containsPattern("(?s)^/\\*\\*.+?\\.\\s*(\\*/|\\n)")
          .contains("@NullMarked");
    }
  }

  private static String packageInfo(String packageName) throws IOException {
    var path = "src/main/java/" + packageName.replace('.', '/') + "/package-info.java";
    for (var module : House.MODULES) {
      var file = house.root().resolve(module).resolve(path);
      if (Files.exists(file)) {
        return Files.readString(file);
      }
    }
    return "";
  }

  @Test
  void onlyMainTakesTimeAndChanceOutOfTheAir() {
    var strays =
        house.classes().stream()
            .filter(type -> !type.outermost().endsWith(".Main"))
            .flatMap(ArchitectureTest::clockOrChance)
            .toList();

    assertThat(strays)
        .as("what is passed in can be set in a test and repeated after a crash")
        .isEmpty();
  }

  private static Stream<String> clockOrChance(CompiledClass type) {
    return type.calls().stream()
        .filter(call -> CLOCK_OR_CHANCE.matcher(call).matches())
        .map(call -> type.name() + " calls " + call);
  }

  @Test
  void theChanceOfOurProgramsCannotBeGuessed() {
    var guessed =
        house.classes().stream()
            .flatMap(ArchitectureTest::clockOrChance)
            .filter(call -> GUESSABLE.matcher(call).find())
            .toList();

    assertThat(guessed)
        .as("nonces of challenges, tokens and ids are drawn from the chance that Main gives")
        .isEmpty();
  }
}
