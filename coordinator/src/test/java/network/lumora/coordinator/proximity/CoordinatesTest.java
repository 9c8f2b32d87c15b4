package network.lumora.coordinator.proximity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoordinatesTest {

  /** Places on a plane with an access line each: the round trips between them. */
  private static double[][] metric(int places, Random random) {
    double[][] at = new double[places][];
    for (int i = 0; i < places; i++) {
      at[i] =
          new double[] {random.nextDouble(150), random.nextDouble(100), 2 + random.nextDouble(20)};
    }
    double[][] millis = new double[places][places];
    for (int i = 0; i < places; i++) {
      for (int j = 0; j < places; j++) {
        millis[i][j] = Math.hypot(at[i][0] - at[j][0], at[i][1] - at[j][1]) + at[i][2] + at[j][2];
      }
    }
    return millis;
  }

  private static double medianError(Coordinates[] nodes, double[][] millis) {
    return Arrays.stream(
            IntStream.range(0, nodes.length * nodes.length)
                .filter(pair -> pair / nodes.length != pair % nodes.length)
                .mapToDouble(
                    pair -> {
                      int a = pair / nodes.length;
                      int b = pair % nodes.length;
                      return Math.abs(nodes[a].millisTo(nodes[b]) - millis[a][b]) / millis[a][b];
                    })
                .sorted()
                .toArray())
        .skip((long) nodes.length * (nodes.length - 1) / 2)
        .findFirst()
        .orElseThrow();
  }

  private static void measure(
      Coordinates[] nodes, double[][] millis, int times, double noise, Random random) {
    for (int i = 0; i < times * nodes.length; i++) {
      int a = i % nodes.length;
      int b = (a + 1 + random.nextInt(nodes.length - 1)) % nodes.length;
      double measured = millis[a][b] * (1 + random.nextDouble() * noise);
      nodes[a] = nodes[a].after(measured, nodes[b], random);
    }
  }

  @Test
  void theErrorFallsAsMoreIsMeasured() {
    for (int seed = 0; seed < 5; seed++) {
      var random = new Random(seed);
      double[][] millis = metric(60, random);
      var nodes = new Coordinates[60];
      Arrays.fill(nodes, Coordinates.UNKNOWN);

      measure(nodes, millis, 4, 0, random);
      double early = medianError(nodes, millis);
      measure(nodes, millis, 100, 0, random);
      double late = medianError(nodes, millis);

      assertThat(late).isLessThan(early / 2).isLessThan(0.1);
    }
  }

  @Test
  void noiseOnTheLineIsSmoothed() {
    var random = new Random(42);
    double[][] millis = metric(60, random);
    var nodes = new Coordinates[60];
    Arrays.fill(nodes, Coordinates.UNKNOWN);

    measure(nodes, millis, 150, 0.2, random);

    assertThat(medianError(nodes, millis)).isLessThan(0.2);
  }

  @Test
  void nothingMeasuredMakesThemInfiniteOrUnsure() {
    var random = new Random(9);
    var a = Coordinates.UNKNOWN;
    var b = Coordinates.UNKNOWN;
    for (int i = 0; i < 10_000; i++) {
      double millis = random.nextInt(10) == 0 ? 0 : random.nextDouble(60_000);
      a = a.after(millis, b, random);
      b = b.after(millis, a, random);
      assertThat(a.millisTo(b)).isFinite().isPositive();
      assertThat(a.error()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void twoThatAreFarApartSaySo() {
    var random = new Random(1);
    var a = Coordinates.UNKNOWN;
    var b = Coordinates.UNKNOWN;
    for (int i = 0; i < 100; i++) {
      a = a.after(120, b, random);
      b = b.after(120, a, random);
    }

    assertThat(a.millisTo(b)).isCloseTo(120, within(5.0));
    assertThat(a.error()).isLessThan(0.1);
  }
}
