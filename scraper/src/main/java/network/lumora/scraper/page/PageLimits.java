package network.lumora.scraper.page;

/**
 * How much one page may take. A request may only lower the {@linkplain #HARD hard maximum}.
 *
 * @param wireBytes body bytes of one response as they come, still compressed
 * @param decodedBytes body bytes of one response after decompression
 * @param redirects followed at most
 * @param dnsMillis for one name
 * @param connectMillis for one address
 * @param silenceMillis for the first byte, and between two reads
 * @param wholeMillis for all exchanges of the page together; polite waiting is not counted
 */
public record PageLimits(
    long wireBytes,
    long decodedBytes,
    int redirects,
    int dnsMillis,
    int connectMillis,
    int silenceMillis,
    int wholeMillis) {
  private static final long MEBIBYTE = 1L << 20;

  public static final PageLimits HARD =
      new PageLimits(20 * MEBIBYTE, 40 * MEBIBYTE, 5, 5_000, 5_000, 10_000, 60_000);
  public static final PageLimits DEFAULT =
      new PageLimits(5 * MEBIBYTE, 10 * MEBIBYTE, 5, 5_000, 5_000, 10_000, 30_000);

  public PageLimits {
    if (wireBytes < 1
        || decodedBytes < 1
        || redirects < 0
        || dnsMillis < 1
        || connectMillis < 1
        || silenceMillis < 1
        || wholeMillis < 1) {
      throw new IllegalArgumentException("a limit is less than one");
    }
  }

  /** These limits, each at most the hard maximum. */
  public PageLimits bounded() {
    return new PageLimits(
        Math.min(wireBytes, HARD.wireBytes),
        Math.min(decodedBytes, HARD.decodedBytes),
        Math.min(redirects, HARD.redirects),
        Math.min(dnsMillis, HARD.dnsMillis),
        Math.min(connectMillis, HARD.connectMillis),
        Math.min(silenceMillis, HARD.silenceMillis),
        Math.min(wholeMillis, HARD.wholeMillis));
  }

  /** These limits with the whole time cut to {@code millis}, at least one millisecond. */
  public PageLimits within(long millis) {
    return new PageLimits(
        wireBytes,
        decodedBytes,
        redirects,
        dnsMillis,
        connectMillis,
        silenceMillis,
        Math.clamp(millis, 1, wholeMillis));
  }
}
