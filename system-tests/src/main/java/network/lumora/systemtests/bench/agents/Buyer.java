package network.lumora.systemtests.bench.agents;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import network.lumora.consumer.http.CoordinatorApi;
import network.lumora.consumer.patience.BackOff;
import network.lumora.consumer.patience.Patience;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Field;
import network.lumora.protocol.message.Instructions;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.OrderRequest;
import network.lumora.protocol.seal.SealKey;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;

/** A consumer that orders up to ten thousand pages. */
final class Buyer implements AutoCloseable {
  static final int MAX_ORDER = OrderHead.MAX_PAGES;

  private final IdentityKey key = IdentityKey.generate();
  private final SealKey sealKey = SealKey.generate();
  private final SecureRandom random = new SecureRandom();
  private final CoordinatorApi coordinator;

  /** Lets itself in with the operator's token. */
  Buyer(String http, Path coordinatorFolder) throws IOException, InterruptedException {
    admit(http, Files.readString(coordinatorFolder.resolve("operator-token")).strip());
    this.coordinator =
        new CoordinatorApi(http, key, _ -> {}, Patience.USUAL, new BackOff(_ -> {}, random));
  }

  private void admit(String http, String token) throws IOException, InterruptedException {
    var body = "{\"key\":\"%s\",\"name\":\"bench\"}".formatted(key.publicKey());
    var request =
        HttpRequest.newBuilder(URI.create(http + "/v1/operator/consumers"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 204) {
        throw new IOException("not admitted: " + answer.body());
      }
    }
  }

  void order(int pages) throws IOException, ProtocolException {
    coordinator.place(request(pages));
  }

  private OrderRequest request(int pages) throws IOException, ProtocolException {
    var urls = IntStream.range(0, pages).mapToObj(n -> "https://example.org/" + n).toList();
    var fields = List.of(new Field("title", "h1", null, false));
    var text = new DocumentCodec().write(new Instructions(urls, fields, "A measurement"));
    var id = new byte[16];
    random.nextBytes(id);
    var head =
        new OrderHead(
            HexFormat.of().formatHex(id),
            key.publicKey(),
            coordinator.key(),
            sealKey.publicKey(),
            pages,
            Sha256.of(text),
            Instant.now().truncatedTo(ChronoUnit.MILLIS));
    return new OrderRequest(new StatementCodec().sign(head, key), text);
  }

  @Override
  public void close() {
    coordinator.close();
  }
}
