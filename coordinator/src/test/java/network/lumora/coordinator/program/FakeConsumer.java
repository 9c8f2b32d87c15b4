package network.lumora.coordinator.program;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.DeliveredPage;
import network.lumora.protocol.message.Field;
import network.lumora.protocol.message.Instructions;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.OrderRequest;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.message.SessionChallenge;
import network.lumora.protocol.message.SessionRequest;
import network.lumora.protocol.message.SessionToken;
import network.lumora.protocol.message.Wishes;
import network.lumora.protocol.seal.SealKey;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;

/** A data consumer that speaks the protocol. */
public final class FakeConsumer {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Station station;
  private final IdentityKey key = IdentityKey.generate();
  private final SealKey sealKey = SealKey.generate();
  private final DocumentCodec documents = new DocumentCodec();
  private final StatementCodec statements = new StatementCodec();
  private String token = "none";

  public FakeConsumer(Station station) {
    this.station = station;
  }

  public static String newId() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  public IdentityKey key() {
    return key;
  }

  public String[] bearer() {
    return new String[] {"Authorization", "Bearer " + token};
  }

  public void admit() throws IOException, InterruptedException {
    var answer =
        station.post(
            "/v1/operator/consumers",
            "{\"key\":\"%s\",\"name\":\"test\"}".formatted(key.publicKey()),
            "Authorization",
            "Bearer " + station.operatorToken());
    if (answer.statusCode() != 204) {
      throw new AssertionError(answer.body());
    }
  }

  public SessionChallenge challenge() throws Exception {
    return documents.read(station.post("/v1/hello", "").body(), SessionChallenge.class);
  }

  public String answerTo(SessionChallenge challenge) {
    return new String(
        documents.writeBytes(
            statements.sign(
                new SessionRequest(challenge.nonce(), challenge.coordinator(), key.publicKey()),
                key)),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  public void open() throws Exception {
    var answer = station.post("/v1/sessions", answerTo(challenge()));
    token = documents.read(answer.body(), SessionToken.class).token();
  }

  static final String PURPOSE = "Prices, for a comparison";

  public OrderRequest order(int pages) {
    return order(newId(), pages, station.time().instant());
  }

  public OrderRequest order(String id, int pages, Instant createdAt) {
    var urls = IntStream.range(0, pages).mapToObj(n -> "https://example.org/" + n).toList();
    return order(id, urls, createdAt);
  }

  public OrderRequest order(String id, List<String> urls, Instant createdAt) {
    return order(id, urls, createdAt, null);
  }

  private OrderRequest order(
      String id, List<String> urls, Instant createdAt, @Nullable Wishes wishes) {
    var field = new Field("title", "h1", null, false);
    var text = documents.write(new Instructions(urls, List.of(field), PURPOSE));
    var head =
        new OrderHead(
            id,
            key.publicKey(),
            station.coordinator().key(),
            sealKey.publicKey(),
            urls.size(),
            Sha256.of(text),
            createdAt.truncatedTo(ChronoUnit.MILLIS),
            wishes);
    return new OrderRequest(statements.sign(head, key), text);
  }

  public HttpResponse<String> post(OrderRequest order) throws IOException, InterruptedException {
    return station.post("/v1/orders", documents.write(order), bearer());
  }

  public OrderStatus place(int pages) throws Exception {
    return placed(order(pages));
  }

  public OrderStatus place(List<String> urls) throws Exception {
    return placed(order(newId(), urls, station.time().instant()));
  }

  public OrderStatus place(int pages, Wishes wishes) throws Exception {
    var urls = IntStream.range(0, pages).mapToObj(n -> "https://example.org/" + n).toList();
    return placed(order(newId(), urls, station.time().instant(), wishes));
  }

  private OrderStatus placed(OrderRequest order) throws Exception {
    var answer = post(order);
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.body());
    }
    return documents.read(answer.body(), OrderStatus.class);
  }

  public OrderStatus status(String id) throws Exception {
    return documents.read(station.get("/v1/orders/" + id, bearer()).body(), OrderStatus.class);
  }

  /** Waits until the order is as wanted; fails after 60 s. */
  public OrderStatus await(String id, java.util.function.Predicate<OrderStatus> wanted)
      throws Exception {
    long end = System.nanoTime() + 60_000_000_000L;
    var status = status(id);
    while (!wanted.test(status)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still " + status);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
      status = status(id);
    }
    return status;
  }

  public List<DeliveredPage> results(String id, long after) throws Exception {
    var answer = station.get("/v1/orders/" + id + "/results?after=" + after, bearer());
    return answer.body().lines().map(this::page).toList();
  }

  private DeliveredPage page(String line) {
    try {
      return documents.read(line, DeliveredPage.class);
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }
}
