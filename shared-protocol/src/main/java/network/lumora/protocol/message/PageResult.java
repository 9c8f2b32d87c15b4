package network.lumora.protocol.message;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What came of one page; sealed to the consumer, whoever carries it.
 *
 * @param detail for a refusal or failure: what happened, for people
 * @param page null unless the outcome is {@link Outcome#OK}
 */
public record PageResult(
    TaskId taskId,
    String url,
    Outcome outcome,
    String code,
    @Nullable String detail,
    @Nullable Page page) {
  public PageResult {
    if (outcome == Outcome.OK != (page != null)) {
      throw new IllegalArgumentException("outcome " + outcome + " and page do not go together");
    }
  }

  /**
   * A page as it was fetched, with where it came from.
   *
   * @param finalUrl after redirects
   * @param bodySha256 digest of the body after content decoding
   * @param robots what robots.txt said: the rule that allowed it, or that there was none
   * @param fields each field's values in document order; none if nothing matched
   */
  public record Page(
      String finalUrl,
      int httpStatus,
      Instant fetchedAt,
      String contentType,
      Sha256 bodySha256,
      Bytes decoded,
      String robots,
      Map<String, List<String>> fields) {
    public Page {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }
}
