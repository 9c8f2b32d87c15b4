package network.lumora.systemtests.bench.bandwidth;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import network.lumora.systemtests.bed.Bed;

/**
 * Measures and prints; {@code scripts/bench bandwidth} runs it. Nothing is asserted: the table says
 * what was reached.
 */
public final class Main {
  private static final int RUNS = 100;
  private static final int QUICK_RUNS = 5;
  private static final String RUNS_FLAG = "--runs=";

  private final int runs;
  private final boolean peers;
  private final Set<String> only;

  private Main(int runs, boolean peers, Set<String> only) {
    this.runs = runs;
    this.peers = peers;
    this.only = only;
  }

  /**
   * Arguments: {@code --quick} for few runs, or {@code --runs=N}; {@code --ours} without the peers;
   * ids of rows, else all.
   */
  public static void main(String... arguments) {
    var given = List.of(arguments);
    var only = Set.copyOf(given.stream().filter(word -> !word.startsWith("-")).toList());
    new Main(runs(given), !given.contains("--ours"), only).run();
    System.exit(0);
  }

  private static int runs(List<String> given) {
    return given.stream()
        .filter(word -> word.startsWith(RUNS_FLAG))
        .map(word -> Integer.parseInt(word.substring(RUNS_FLAG.length())))
        .findFirst()
        .orElse(given.contains("--quick") ? QUICK_RUNS : RUNS);
  }

  private void run() {
    Bed.whyNot().ifPresent(reason -> System.err.println(reason + " Rows that need it fail."));
    System.out.println(Table.head());
    var beds = new Beds(System.err);
    Rows.all(peers).stream()
        .filter(row -> only.isEmpty() || only.contains(row.id()))
        .forEach(row -> Table.lines(row, outcome(row, beds)).forEach(System.out::println));
    System.out.println("\nThe lines as iperf3 and ping saw them first, against what was set:\n");
    beds.truths().forEach(truth -> System.out.println("- " + truth));
  }

  private Outcome outcome(Row row, Beds beds) {
    try {
      return new Outcome.Measured(row.measure(beds, runs));
    } catch (IOException e) {
      return new Outcome.NotMeasured(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      e.printStackTrace(); // The other rows are worth their figures.
      return new Outcome.NotMeasured("a bug: " + e);
    }
  }
}
