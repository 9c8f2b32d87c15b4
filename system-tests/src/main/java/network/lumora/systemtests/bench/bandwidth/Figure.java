package network.lumora.systemtests.bench.bandwidth;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Repeated measurements under one condition.
 *
 * @param values from least to most
 * @param target what must hold under this condition; none for what is reported as it is
 */
public record Figure(String conditions, String unit, List<Double> values, Optional<Target> target) {
  public Figure {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no measurement: " + conditions);
    }
    values = values.stream().sorted().toList();
  }

  public static Figure judged(Target target, String conditions, String unit, double... values) {
    return judged(target, conditions, unit, boxed(values));
  }

  public static Figure judged(Target target, String conditions, String unit, List<Double> values) {
    return new Figure(conditions, unit, values, Optional.of(target));
  }

  /** For comparison, or beyond what the target is meant for. */
  public static Figure reported(String conditions, String unit, double... values) {
    return reported(conditions, unit, boxed(values));
  }

  public static Figure reported(String conditions, String unit, List<Double> values) {
    return new Figure(conditions, unit, values, Optional.empty());
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  public int runs() {
    return values.size();
  }

  public double median() {
    int middle = runs() / 2;
    return runs() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
  }

  /** The value that 95 % are not above (nearest rank). */
  public double p95() {
    return values.get((int) Math.ceil(0.95 * runs()) - 1);
  }
}
