package network.lumora.scraper.fetch;

import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import network.lumora.scraper.guard.Approved;
import network.lumora.scraper.page.Failure;
import network.lumora.scraper.page.PageLimits;
import network.lumora.scraper.page.Refusal;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Does one GET to an approved destination: HTTP/1.1, no proxy, cookie, credential, referrer, cache
 * or redirect. Thread-safe; blocks the caller.
 */
public final class Fetcher implements AutoCloseable {
  private static final int MOST_HEADERS = 100;

  /** A short body that nobody reads is drained to keep its connection. */
  private static final long DRAINED_BYTES = 16 * 1024;

  private static final int IDLE_CONNECTIONS = 8;
  private static final Duration IDLE_TIME = Duration.ofSeconds(30);
  private static final String ACCEPT =
      "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,text/plain;q=0.8";

  private final ScopedValue<Meter> meters = ScopedValue.newInstance();
  private final String userAgent;
  private final Throttle throttle;
  private final LongSupplier nanos;
  private final OkHttpClient client;

  /**
   * @param userAgent names the network and where to complain, the same for every agent
   * @param nanos a ticker that never goes back
   */
  public Fetcher(String userAgent, Throttle throttle, LongSupplier nanos) {
    this(userAgent, throttle, nanos, new OkHttpClient());
  }

  /** With the trust of {@code trusting}, whose other settings are all overruled. */
  Fetcher(String userAgent, Throttle throttle, LongSupplier nanos, OkHttpClient trusting) {
    this.userAgent = userAgent;
    this.throttle = throttle;
    this.nanos = nanos;
    this.client = strict(trusting);
  }

  /** Asks once. Never follows a redirect. */
  public Fetched fetch(Approved approved, PageLimits limits, BodyRule rule) {
    var meter = new Meter(throttle, nanos, limits);
    return ScopedValue.where(meters, meter).call(() -> exchange(approved, limits, rule, meter));
  }

  @Override
  public void close() {
    client.connectionPool().evictAll();
  }

  private Fetched exchange(Approved approved, PageLimits limits, BodyRule rule, Meter meter) {
    var call = call(approved, limits, meter);
    try (var response = call.execute()) {
      return answer(call, response, limits, rule, meter);
    } catch (IOException e) {
      call.cancel();
      return outcome(e, approved, meter);
    }
  }

  private Fetched answer(
      Call call, Response response, PageLimits limits, BodyRule rule, Meter meter)
      throws IOException {
    checkHeaders(response, meter);
    var type = response.body().contentType();
    var mediaType =
        type == null ? "" : (type.type() + "/" + type.subtype()).toLowerCase(Locale.ROOT);
    var body = body(call, response, mediaType, limits, rule, meter);
    var charset = type == null ? null : type.parameter("charset");
    return new Fetched.Answer(
        response.code(),
        response.header("Location"),
        response.header(NoRepeats.TRUE_RETRY_AFTER),
        mediaType,
        charset,
        robotsTags(response),
        body,
        meter.traffic());
  }

  private Body body(
      Call call, Response response, String mediaType, PageLimits limits, BodyRule rule, Meter meter)
      throws IOException {
    if (!response.isSuccessful()) {
      drainOrCancel(call, response);
      return Body.EMPTY;
    }
    if (!rule.takes(mediaType)) {
      throw meter.end(
          new BrokenRule(Refusal.TYPE_REFUSED, "expected text, got " + shown(mediaType)));
    }
    if (rule == BodyRule.PAGE && response.body().contentLength() > limits.wireBytes()) {
      throw meter.end(
          new BrokenRule(
              Refusal.HTTP_RESPONSE_BODY_SIZE,
              "the body is announced to be over " + limits.wireBytes() + " bytes"));
    }
    var body =
        new BodyReader(limits, rule, meter, nanos)
            .read(response.body().byteStream(), response.header("Content-Encoding"));
    if (rule == BodyRule.ROBOTS && body.lengthBytes() == BodyRule.ROBOTS_BYTES) {
      call.cancel();
    }
    return body;
  }

  private static void drainOrCancel(Call call, Response response) throws IOException {
    var length = response.body().contentLength();
    if (length >= 0 && length <= DRAINED_BYTES) {
      response.body().byteStream().skipNBytes(length);
    } else {
      call.cancel();
    }
  }

  private static void checkHeaders(Response response, Meter meter) throws IOException {
    var headers = response.headers();
    if (headers.size() > MOST_HEADERS + NoRepeats.ADDED_HEADERS
        || headers.byteCount() > Meter.HEADER_SECTION_BYTES) {
      throw meter.end(
          new BrokenRule(
              Refusal.HTTP_RESPONSE_HEADER_SECTION_SIZE,
              "over " + MOST_HEADERS + " fields or " + Meter.HEADER_SECTION_BYTES + " bytes"));
    }
    if (headers.values("Content-Encoding").size() > 1) {
      throw meter.end(new BrokenRule(Refusal.CONTENT_CODING, "more than one content coding"));
    }
  }

  private static Fetched outcome(IOException fault, Approved approved, Meter meter) {
    var ended = meter.ended();
    return switch (ended == null ? fault : ended) {
      case BrokenRule broken ->
          new Fetched.Refused(
              broken.code(), approved + ": " + broken.getMessage(), meter.traffic());
      case Stopped _ ->
          new Fetched.Failed(Failure.STOPPED, "stopped by this agent", meter.traffic());
      default -> {
        var failure = Faults.name(fault, meter);
        yield new Fetched.Failed(failure, approved + ": " + failure, meter.traffic());
      }
    };
  }

  private Call call(Approved approved, PageLimits limits, Meter meter) {
    var destination = approved.destination();
    var request =
        new Request.Builder()
            .url(destination.url())
            .header("User-Agent", userAgent)
            .header("Accept", ACCEPT)
            .header("Accept-Encoding", "gzip")
            .build();
    return client
        .newBuilder()
        .dns(PinnedNames.of(approved))
        .socketFactory(new ApprovedSockets(approved, meters))
        .eventListener(new ExchangeEvents(meter))
        .connectTimeout(limits.connectMillis(), TimeUnit.MILLISECONDS)
        .readTimeout(limits.silenceMillis(), TimeUnit.MILLISECONDS)
        .writeTimeout(limits.silenceMillis(), TimeUnit.MILLISECONDS)
        .callTimeout(limits.wholeMillis(), TimeUnit.MILLISECONDS)
        .build()
        .newCall(request);
  }

  private static OkHttpClient strict(OkHttpClient trusting) {
    return trusting
        .newBuilder()
        .proxy(Proxy.NO_PROXY)
        .proxyAuthenticator(Authenticator.NONE)
        .authenticator(Authenticator.NONE)
        .cookieJar(CookieJar.NO_COOKIES)
        .cache(null)
        .followRedirects(false)
        .followSslRedirects(false)
        .protocols(List.of(Protocol.HTTP_1_1))
        .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
        .fastFallback(false)
        .connectionPool(
            new ConnectionPool(IDLE_CONNECTIONS, IDLE_TIME.toSeconds(), TimeUnit.SECONDS))
        .addNetworkInterceptor(new NoRepeats())
        .build();
  }

  private static List<String> robotsTags(Response response) {
    return Stream.of("X-Robots-Tag", "Robots-Tag")
        .flatMap(name -> response.headers(name).stream())
        .toList();
  }

  /** A stranger's text in a message: short and printable. */
  private static String shown(@Nullable String mediaType) {
    return mediaType == null || !mediaType.matches("[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,60}")
        ? "another type"
        : mediaType;
  }
}
