package network.lumora.ledger.reward;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Splits a whole amount by weights (Hamilton's method): everyone gets the whole part of the exact
 * share, and what is left goes one by one to the largest remainders.
 *
 * <p>1000 by the weights 80, 100 and 50 is 348, 435 and 217: the exact shares are 347.83, 434.78
 * and 217.39.
 */
public final class LargestRemainder {

  private LargestRemainder() {}

  /** As {@link #split(long, Map, Comparator)}, ties broken by the keys' own order. */
  public static <K extends Comparable<? super K>> SortedMap<K, Long> split(
      long total, Map<K, Long> weights) {
    return split(total, weights, Comparator.naturalOrder());
  }

  /**
   * The share of each key. They add up to {@code total}; the result is empty if no weight is above
   * zero.
   *
   * @param order of equal remainders, the first is served first; tells all keys apart
   * @throws IllegalArgumentException if the total or a weight is negative
   */
  public static <K> SortedMap<K, Long> split(
      long total, Map<K, Long> weights, Comparator<? super K> order) {
    requireNotNegative(total);
    weights.values().forEach(LargestRemainder::requireNotNegative);
    var sum =
        weights.values().stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    var shares = new TreeMap<K, Long>(order);
    if (sum.signum() == 0) {
      return shares;
    }
    var exact = new ArrayList<Share<K>>(weights.size());
    weights.forEach((key, weight) -> exact.add(Share.of(key, weight, total, sum)));
    exact.forEach(share -> shares.put(share.key, share.whole));
    handOut(total, exact, order, shares);
    return shares;
  }

  private static <K> void handOut(
      long total, List<Share<K>> exact, Comparator<? super K> order, SortedMap<K, Long> shares) {
    long left = total - exact.stream().mapToLong(Share::whole).sum();
    exact.stream()
        .sorted(
            Comparator.comparing(Share<K>::remainder).reversed().thenComparing(Share::key, order))
        .limit(left)
        .forEach(share -> shares.put(share.key, share.whole + 1));
  }

  private static void requireNotNegative(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("neither amount nor weight is negative: " + number);
    }
  }

  /** {@code total * weight / sum}, as a whole and a remainder. */
  private record Share<K>(K key, long whole, BigInteger remainder) {
    static <K> Share<K> of(K key, long weight, long total, BigInteger sum) {
      var parts =
          BigInteger.valueOf(total).multiply(BigInteger.valueOf(weight)).divideAndRemainder(sum);
      return new Share<>(key, parts[0].longValueExact(), parts[1]);
    }
  }
}
