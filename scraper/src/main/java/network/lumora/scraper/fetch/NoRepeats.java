package network.lumora.scraper.fetch;

import java.io.IOException;
import java.net.HttpURLConnection;
import network.lumora.scraper.page.Refusal;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps OkHttp from asking again by itself after 408, 421 and 503: a repeat is the coordinator's to
 * decide. The true value of Retry-After stays in {@link #TRUE_RETRY_AFTER}.
 */
final class NoRepeats implements Interceptor {
  static final String TRUE_RETRY_AFTER = "Lumora-Retry-After";

  /** Retry-After is there once more than the site sent it. */
  static final int ADDED_HEADERS = 1;

  private static final String RETRY_AFTER = "Retry-After";

  @Override
  public Response intercept(Chain chain) throws IOException {
    var response = chain.proceed(chain.request());
    if (response.code() == HttpURLConnection.HTTP_PROXY_AUTH) {
      throw new BrokenRule(Refusal.ACCESS_CONTROLLED, "answered 407");
    }
    var kept = response.newBuilder().removeHeader(TRUE_RETRY_AFTER);
    var value = response.header(RETRY_AFTER);
    if (value != null) {
      kept.header(TRUE_RETRY_AFTER, value);
    }
    // Any value above zero makes OkHttp leave 408 and 503 alone.
    return kept.header(RETRY_AFTER, "86400").build();
  }
}
