package network.lumora.systemtests.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import network.lumora.systemtests.network.Network;
import network.lumora.systemtests.network.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real programs over loopback: how fast it is says nothing here, and how long it takes neither.
 */
class LineIsProvenTest {
  /** Both directions, each as often as a second or so allows. */
  private static final List<String> OFTEN =
      List.of(
          "--challenges-a-day",
          "86400",
          "--first-challenge-seconds",
          "0",
          "--challenge-gigabytes",
          "1000");

  private static final Pattern CAPACITY =
      Pattern.compile("\"capacity\":\\{\"up\":[1-9][0-9]*,\"down\":[1-9][0-9]*,");

  private static final String VERDICT = "bytes per second in this challenge";
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

  @TempDir private Path folder;
  private Network network;
  private final List<Program> challengers = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    network = new Network(folder, "127.0.0.1:9", OFTEN);
  }

  @AfterEach
  void stop() {
    network.close();
  }

  /** Something that becomes true while others work. */
  @FunctionalInterface
  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(String what, Condition condition) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.holds()) {
      if (System.nanoTime() - end > 0) {
        fail(what + " did not come; the coordinator says:\n" + network.coordinator().log());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }
  }

  /** Challengers, then an agent whose host has opened their ports. */
  private void startAll(int count) throws IOException {
    var flags = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var challenger = network.startChallenger("challenger" + i);
      challengers.add(challenger);
      flags.add("--open-development-destination");
      flags.add("127.0.0.1:" + challenger.told("challenger"));
    }
    network.startAgent("agent", flags.toArray(String[]::new));
  }

  private int verdicts() throws IOException {
    return network.coordinator().log().split(VERDICT, -1).length - 1;
  }

  private boolean isProven() throws IOException {
    return CAPACITY.matcher(network.lumora("agent", "line", "--json").output()).find();
  }

  private void assertAuditIsClean() throws IOException {
    var audit = network.consumer("audit", "--coordinator", network.http());
    assertThat(audit.status()).as(audit.output()).isZero();
  }

  @Test
  void fiveChallengersProveALineBothWaysAndTheLogHoldsIt() throws IOException {
    startAll(5);

    await(
        "a verdict of both directions, and one by five",
        () -> isProven() && network.coordinator().log().contains("proven (FIVE)"));

    assertThat(network.operator("status").output()).contains("1 agents proven, 5 challengers");
    await(
        "a row of the line's test",
        () -> network.lumora("agent", "journal", "--json").output().contains("LINE_TEST"));
    assertAuditIsClean();
  }

  @Test
  void aChallengerThatIsKilledSpoilsNothing() throws IOException {
    startAll(6);
    await("a first verdict", () -> verdicts() > 0);

    challengers.getFirst().kill();
    int before = verdicts();

    await("verdicts without it", () -> verdicts() >= before + 3);
    assertAuditIsClean();
  }

  @Test
  void anAgentThatIsPausedIsLeftInPeaceUntilItGoesOn() throws IOException {
    startAll(3);
    await("a first verdict", () -> verdicts() > 0);

    assertThat(network.lumora("agent", "pause").status()).isZero();
    assertThat(network.lumora("agent", "resume").status()).isZero();
    int before = verdicts();

    await("verdicts after the pause", () -> verdicts() > before);
    assertThat(network.coordinator().log()).contains("proven (FEW)").doesNotContain("(FIVE)");
    assertAuditIsClean();
  }
}
