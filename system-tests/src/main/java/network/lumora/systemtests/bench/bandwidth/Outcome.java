package network.lumora.systemtests.bench.bandwidth;

import java.util.List;

/** What became of a row. */
sealed interface Outcome {
  record Measured(List<Figure> figures) implements Outcome {}

  record NotMeasured(String reason) implements Outcome {}
}
