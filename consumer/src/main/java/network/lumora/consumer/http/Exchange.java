package network.lumora.consumer.http;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import network.lumora.consumer.patience.BackOff;
import network.lumora.protocol.ProtocolException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One request, tried again while the world or a busy coordinator is in the way. Thread-safe.
 *
 * <p>Every request of the protocol may be repeated: the coordinator answers the same again.
 */
final class Exchange {
  private final OkHttpClient client;
  private final int attempts;
  private final BackOff backOff;
  private final Problems problems;

  Exchange(OkHttpClient client, int attempts, BackOff backOff, Problems problems) {
    this.client = client;
    this.attempts = attempts;
    this.backOff = backOff;
    this.problems = problems;
  }

  /** Reads a success, and closes it unless it hands it on. */
  interface Reading<T> {
    T read(Response response) throws IOException, ProtocolException;
  }

  <T> T run(Request request, Reading<T> reading) throws IOException, ProtocolException {
    for (int failures = 1; ; failures++) {
      try {
        return once(request, reading);
      } catch (BusyException e) {
        if (failures >= attempts) {
          throw e.problem();
        }
        backOff.waitAfter(failures, e.askedMillis());
      } catch (IOException e) {
        if (failures >= attempts) {
          throw unreachable(request, e);
        }
        backOff.waitAfter(failures);
      }
    }
  }

  private <T> T once(Request request, Reading<T> reading)
      throws IOException, ProtocolException, BusyException {
    var response = client.newCall(request).execute();
    if (response.isSuccessful()) {
      return reading.read(response);
    }
    try (response) {
      var problem = problems.of(response);
      switch (response.code()) {
        case 429, 502, 503, 504 -> throw new BusyException(problem, askedMillis(response));
        default -> throw problem;
      }
    }
  }

  /** Only the form in seconds (RFC 9110 section 10.2.3); a date would need the other's clock. */
  private static long askedMillis(Response response) {
    var seconds = Objects.requireNonNullElse(response.header("Retry-After"), "");
    return seconds.matches("[0-9]{1,6}") ? 1_000 * Long.parseLong(seconds) : 0;
  }

  private IOException unreachable(Request request, IOException cause) {
    var host = request.url().host() + ":" + request.url().port();
    return new IOException(
        String.format(
            Locale.ROOT,
            "no answer from the coordinator at %s after %d attempts (%s). Check that it runs and that the"
                + " address is right; orders that are placed go on",
            host,
            attempts,
            reason(cause)),
        cause);
  }

  private static String reason(IOException cause) {
    var message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
