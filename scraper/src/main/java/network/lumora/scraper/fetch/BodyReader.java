package network.lumora.scraper.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import network.lumora.scraper.page.PageLimits;
import network.lumora.scraper.page.Refusal;
import org.jspecify.annotations.Nullable;

/** Reads and decodes one body within its limits. Used by one thread. */
final class BodyReader {
  /** Below this no ratio is asked for: short pages of blanks compress well and harm nobody. */
  private static final int FREE_BYTES = 64 * 1024;

  private static final int MOST_EXPANSION = 100;
  private static final int CHUNK_BYTES = 8 * 1024;
  private static final long SLOW_WINDOW_NANOS = 5_000_000_000L;
  private static final long SLOW_BYTES_PER_WINDOW = 5 * 1024;

  private final long wireLimit;
  private final long decodedLimit;
  private final boolean cuts;
  private final Meter meter;
  private final LongSupplier nanos;
  private long wireBytes;
  private long windowStart;
  private long windowBytes;
  private long windowThrottled;

  BodyReader(PageLimits limits, BodyRule rule, Meter meter, LongSupplier nanos) {
    this.cuts = rule == BodyRule.ROBOTS;
    this.wireLimit = limits.wireBytes();
    this.decodedLimit =
        cuts ? Math.min(BodyRule.ROBOTS_BYTES, limits.decodedBytes()) : limits.decodedBytes();
    this.meter = meter;
    this.nanos = nanos;
  }

  Body read(InputStream wire, @Nullable String coding) throws IOException {
    startWindow();
    var counted = new CountedBody(wire);
    try {
      return drain(isGzip(coding) ? new GZIPInputStream(counted, CHUNK_BYTES) : counted);
    } catch (ZipException e) {
      throw meter.end(new BrokenRule(Refusal.CONTENT_CODING, "the gzip body is damaged"));
    }
  }

  private boolean isGzip(@Nullable String coding) throws IOException {
    var name = coding == null ? "identity" : coding.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "gzip", "x-gzip" -> true;
      case "identity", "" -> false;
      default ->
          throw meter.end(
              new BrokenRule(Refusal.CONTENT_CODING, "expected gzip or no content coding"));
    };
  }

  private Body drain(InputStream in) throws IOException {
    var buffer = new byte[CHUNK_BYTES * 4];
    var length = 0;
    while (true) {
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
      var count = in.read(buffer, length, Math.min(CHUNK_BYTES, buffer.length - length));
      if (count < 0) {
        return new Body(buffer, length);
      }
      length += count;
      if (length > decodedLimit) {
        return overflow(buffer);
      }
      checkExpansion(length);
    }
  }

  private Body overflow(byte[] buffer) throws IOException {
    if (cuts) {
      return new Body(buffer, Math.toIntExact(decodedLimit));
    }
    throw meter.end(
        new BrokenRule(
            Refusal.HTTP_RESPONSE_BODY_SIZE,
            "the decoded body is over " + decodedLimit + " bytes"));
  }

  private void checkExpansion(long decodedBytes) throws IOException {
    if (decodedBytes > FREE_BYTES && decodedBytes > wireBytes * MOST_EXPANSION) {
      throw meter.end(
          new BrokenRule(Refusal.BOMB, "the body expands more than " + MOST_EXPANSION + " times"));
    }
  }

  private void startWindow() {
    windowStart = nanos.getAsLong();
    windowThrottled = meter.throttledNanos();
    windowBytes = 0;
  }

  /** Less than 1 KiB/s over 5 s is an attack or a dead line; our own throttling does not count. */
  private void checkPace(int count) throws IOException {
    windowBytes += count;
    var held = meter.throttledNanos() - windowThrottled;
    if (nanos.getAsLong() - windowStart - held < SLOW_WINDOW_NANOS) {
      return;
    }
    if (windowBytes < SLOW_BYTES_PER_WINDOW) {
      throw new SlowBody();
    }
    startWindow();
  }

  /** Counts a body as it comes, still compressed. */
  private final class CountedBody extends FilterInputStream {
    CountedBody(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      var count = in.read(bytes, offset, length);
      if (count > 0) {
        wireBytes += count;
        checkPace(count);
      }
      if (wireBytes > wireLimit) {
        throw meter.end(
            new BrokenRule(
                Refusal.HTTP_RESPONSE_BODY_SIZE, "the body is over " + wireLimit + " bytes"));
      }
      return count;
    }
  }
}
