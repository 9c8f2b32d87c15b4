package network.lumora.systemtests.bench.assignment;

import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/** Draws from the distributions that the world is made of. */
record Dice(RandomGenerator random) {

  /** Log-normal: half are below the median. */
  double around(double median, double sigma) {
    return median * Math.exp(sigma * random.nextGaussian());
  }

  double exponential(double mean) {
    return mean * random.nextExponential();
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  City city(ToIntFunction<City> weight) {
    int sum = 0;
    for (var city : City.values()) {
      sum += weight.applyAsInt(city);
    }
    int drawn = random.nextInt(sum);
    for (var city : City.values()) {
      drawn -= weight.applyAsInt(city);
      if (drawn < 0) {
        return city;
      }
    }
    throw new IllegalStateException("weights add up to less than they do");
  }
}
