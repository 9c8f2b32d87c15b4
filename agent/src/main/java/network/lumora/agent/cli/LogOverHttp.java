package network.lumora.agent.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import network.lumora.agent.receipt.PublishedLog;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** A log at an address that the host has typed. */
final class LogOverHttp implements PublishedLog {
  /** A bundle of 256 entries of 64 KiB. */
  private static final int MAX_BYTES = 17 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpUrl base;
  private final OkHttpClient client =
      new OkHttpClient.Builder().callTimeout(PATIENCE).followRedirects(false).build();

  /**
   * @param coordinator such as {@code https://coordinator.example}
   */
  LogOverHttp(String coordinator) throws IOException {
    var url = HttpUrl.parse(coordinator);
    if (url == null) {
      throw new IOException("expected an address such as https://coordinator.example");
    }
    this.base = url;
  }

  @Override
  public Optional<byte[]> get(String path) throws IOException {
    var url = base.newBuilder().addPathSegments("v1/log/" + path).build();
    try (var response = client.newCall(new Request.Builder().url(url).build()).execute()) {
      if (response.code() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      if (!response.isSuccessful()) {
        throw new IOException("the log answered with status " + response.code());
      }
      var bytes = response.body().byteStream().readNBytes(MAX_BYTES);
      if (bytes.length == MAX_BYTES) {
        throw new IOException("the log sent more than %d bytes at once".formatted(MAX_BYTES));
      }
      return Optional.of(bytes);
    }
  }
}
