package network.lumora.coordinator.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.random.RandomGenerator;
import network.lumora.coordinator.program.Folder;

/** Speaks to a running coordinator as its operator. */
record OperatorClient(String address, String token) {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  static OperatorClient of(Folder folder, RandomGenerator random) throws IOException {
    return new OperatorClient(folder.address(), folder.operatorToken(random));
  }

  String get(String path) throws IOException {
    return send(request(path).GET().build());
  }

  String post(String path, String json) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + address + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  private String send(HttpRequest request) throws IOException {
    try (var client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IOException(
            "the coordinator answered %d: %s".formatted(response.statusCode(), response.body()));
      }
      return response.body();
    } catch (ConnectException e) {
      throw new IOException("no coordinator answers at " + address + "; start it first", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
