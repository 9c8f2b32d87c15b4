package network.lumora.systemtests.doors;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Field;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.OrderRequest;
import network.lumora.protocol.message.SessionChallenge;
import network.lumora.protocol.message.SessionRequest;
import network.lumora.protocol.message.SessionToken;
import network.lumora.protocol.seal.SealKey;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;

/** A consumer that writes its requests by hand, rightly or wrongly. */
final class HandwrittenConsumer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String coordinatorUrl;
  private final IdentityKey key = IdentityKey.generate();
  private final SealKey sealKey = SealKey.generate();
  private final DocumentCodec documents = new DocumentCodec();
  private final StatementCodec statements = new StatementCodec();

  HandwrittenConsumer(String coordinatorUrl) {
    this.coordinatorUrl = coordinatorUrl;
  }

  PublicKey key() {
    return key.publicKey();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(coordinatorUrl + path)).timeout(PATIENCE);
  }

  HttpRequest post(String path, String body) {
    return json(path, HttpRequest.BodyPublishers.ofString(body)).build();
  }

  HttpRequest post(String path, String body, String token) {
    return json(path, HttpRequest.BodyPublishers.ofString(body))
        .header("Authorization", "Bearer " + token)
        .build();
  }

  /** Without a Content-Length, so in chunks. */
  HttpRequest postChunked(String path, byte[] body, String token) {
    return json(
            path, HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
        .header("Authorization", "Bearer " + token)
        .build();
  }

  private HttpRequest.Builder json(String path, HttpRequest.BodyPublisher body) {
    return request(path).header("Content-Type", "application/json").POST(body);
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  SessionChallenge challenge() throws IOException, InterruptedException, ProtocolException {
    return documents.read(send(post("/v1/hello", "")).body(), SessionChallenge.class);
  }

  HttpRequest answerTo(SessionChallenge challenge) {
    var request = new SessionRequest(challenge.nonce(), challenge.coordinator(), key());
    var body = documents.writeBytes(statements.sign(request, key));
    return post("/v1/sessions", new String(body, StandardCharsets.UTF_8));
  }

  /** Opens a session; gives its token. */
  String open(HttpRequest answer) throws IOException, InterruptedException, ProtocolException {
    return documents.read(send(answer).body(), SessionToken.class).token();
  }

  /** An order of one page; the text is written by hand, since the record refuses what is wrong. */
  String order(PublicKey coordinator, Instant createdAt, String page) {
    var field = documents.write(new Field("heading", "h1", null, false));
    var instructions = "{\"pages\":[\"%s\"],\"fields\":[%s]}".formatted(page, field);
    var head =
        new OrderHead(
            newId(),
            key(),
            coordinator,
            sealKey.publicKey(),
            1,
            Sha256.of(instructions),
            createdAt.truncatedTo(ChronoUnit.MILLIS));
    return documents.write(new OrderRequest(statements.sign(head, key), instructions));
  }

  private static String newId() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    client.close();
  }
}
