package network.lumora.systemtests.bench.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Target TARGET = Target.atMost(1, 3, "≤ 1 %, p95 ≤ 3 %");
  private static final Row ROW = new Planned("T1", "error, %", TARGET, "PoB 5 %");

  @Test
  void eachConditionIsALineWithTargetFigureReferenceConditionsAndRuns() {
    var figure = Figure.judged(TARGET, "50 Mbit/s", "%", 0.5, 0.1, 2.5);

    assertThat(lines(figure))
        .containsExactly(
            "| T1 | error, % | ≤ 1 %, p95 ≤ 3 % | 0.50 % | 2.50 % | yes | PoB 5 % | 50 Mbit/s | 3"
                + " |");
  }

  @Test
  void saysNoWhenEitherLimitIsBroken() {
    assertThat(lines(Figure.judged(TARGET, "", "", 1.5)).getFirst()).contains("| no |");
    assertThat(lines(Figure.judged(TARGET, "", "", 0, 0, 3.5)).getFirst()).contains("| no |");
  }

  @Test
  void whatIsOnlyReportedIsNotJudged() {
    assertThat(lines(Figure.reported("500 Mbit/s", "%", 9)).getFirst()).contains("| – |");
  }

  @Test
  void aRowThatNothingMeasuresSaysSo() {
    assertThat(Table.lines(ROW, new Outcome.NotMeasured("not yet")).getFirst())
        .contains("| not measured |", "| not yet |");
  }

  @Test
  void p95IsTheNearestRank() {
    var values = IntStream.rangeClosed(1, 100).mapToDouble(i -> i).toArray();

    assertThat(Figure.reported("", "", values).p95()).isEqualTo(95);
    assertThat(Figure.reported("", "", 1, 2).p95()).isEqualTo(2);
    assertThat(Figure.reported("", "", 1, 2).median()).isEqualTo(1.5);
  }

  @Test
  void allNineteenRowsAreThereInOrder() {
    assertThat(Rows.all(true).stream().map(Row::id).filter(id -> id.matches("T[0-9]+")))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 19).mapToObj(i -> "T" + i).toList());
  }

  private static List<String> lines(Figure figure) {
    return Table.lines(ROW, new Outcome.Measured(List.of(figure)));
  }
}
