package network.lumora.systemtests.bench.assignment;

import java.util.Arrays;
import java.util.List;

/**
 * How one way to assign did in one scenario.
 *
 * @param p50Millis from wanted to delivered
 * @param p999Millis of the slowest in a thousand
 * @param longPathShare of the bytes fetched over round trips above 100 ms
 * @param imbalance most tasks of one agent against the mean
 * @param jain fairness of tasks among agents: 1 if all had as many, 1/n if one had all
 * @param idleShare agents that got nothing
 * @param secondShare of tasks given that were second tries
 */
record Result(
    int pages,
    double p50Millis,
    double p99Millis,
    double p999Millis,
    double longPathShare,
    double imbalance,
    double jain,
    double idleShare,
    double secondShare) {

  /** Round trips above which a path is long. */
  static final double LONG_PATH_MILLIS = 100;

  static double quantile(double[] sorted, double part) {
    return sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))];
  }

  /** Of agents that were there all the time. */
  static Result of(
      List<Double> millis,
      double longBytes,
      double bytes,
      List<VirtualAgent> agents,
      long given,
      long second) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    double[] tasks =
        agents.stream().filter(one -> !one.everAway).mapToDouble(one -> one.given).toArray();
    double sum = Arrays.stream(tasks).sum();
    double squares = Arrays.stream(tasks).map(one -> one * one).sum();
    double mean = sum / tasks.length;
    return new Result(
        sorted.length,
        quantile(sorted, 0.5),
        quantile(sorted, 0.99),
        quantile(sorted, 0.999),
        longBytes / bytes,
        Arrays.stream(tasks).max().orElse(0) / mean,
        sum * sum / (tasks.length * squares),
        Arrays.stream(tasks).filter(one -> one == 0).count() / (double) tasks.length,
        second / (double) given);
  }
}
