package network.lumora.systemtests.browser;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** The agent's API as the host's own tools use it, by the token in the agent's folder. */
final class LocalApi implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;

  LocalApi(Path agentFolder) {
    this.folder = agentFolder;
  }

  int port() throws IOException {
    return Integer.parseInt(Files.readString(folder.resolve("api.port")).strip());
  }

  /** Scheme, host and port as an extension dials them. */
  String address() throws IOException {
    return "http://127.0.0.1:" + port();
  }

  JsonObject get(String path) throws IOException {
    var token = Files.readString(folder.resolve("api.token")).strip();
    var request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(path + " gave " + answer.statusCode() + ": " + answer.body());
      }
      return JsonParser.parseString(answer.body()).getAsJsonObject();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
