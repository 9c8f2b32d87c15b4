package network.lumora.consumer.open;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of an order so far.
 *
 * @param pages that were ordered
 * @param codes why pages were refused or failed, with how often
 * @param broken pages that did not verify, or are missing
 */
public record Summary(
    int pages, int ok, int refused, int failed, SortedMap<String, Integer> codes, int broken) {
  public Summary {
    codes = Collections.unmodifiableSortedMap(new TreeMap<>(codes));
  }

  public int opened() {
    return ok + refused + failed;
  }

  /** One line for people. */
  public String text() {
    var out = new StringBuilder();
    out.append(pages).append(pages == 1 ? " page: " : " pages: ").append(ok).append(" ok");
    append(out, refused, "refused");
    append(out, failed, "failed");
    append(out, broken, "broken");
    append(out, Math.max(0, pages - opened() - broken), "to come");
    if (!codes.isEmpty()) {
      out.append(
          codes.entrySet().stream()
              .map(code -> code.getKey() + " " + code.getValue())
              .collect(Collectors.joining(", ", " (", ")")));
    }
    out.append("; ").append(opened());
    out.append(opened() == 1 ? " receipt" : " receipts");
    return out.append(" with two signatures and valid inclusion proofs").toString();
  }

  private static void append(StringBuilder out, int count, String word) {
    if (count > 0) {
      out.append(", ").append(count).append(' ').append(word);
    }
  }
}
