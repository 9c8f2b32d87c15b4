package network.lumora.consumer.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import network.lumora.consumer.client.Coordinator;
import network.lumora.consumer.open.ResultSink;
import network.lumora.consumer.patience.BackOff;
import network.lumora.consumer.patience.Patience;
import network.lumora.consumer.trust.KeyGuard;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.DeliveredPage;
import network.lumora.protocol.message.DestinationEntry;
import network.lumora.protocol.message.DestinationProof;
import network.lumora.protocol.message.DestinationRequest;
import network.lumora.protocol.message.OrderRequest;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.message.PaidSessions;
import network.lumora.protocol.message.ReceiptsTaken;
import network.lumora.protocol.message.RelayInvitation;
import network.lumora.protocol.message.RelayPlace;
import network.lumora.protocol.message.RelayRequest;
import network.lumora.protocol.message.SessionReceipts;
import network.lumora.protocol.message.StatedBalances;
import network.lumora.protocol.wire.DocumentCodec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Calls one coordinator over HTTP (PROTOCOL.md section 5). One thread. */
public final class CoordinatorApi implements Coordinator {
  /** A status has some 500 bytes. */
  private static final int MAX_JSON_BYTES = 64 * 1024;

  /** Fifty sessions with their evidence are some 400 kB. */
  private static final int MAX_SESSIONS_BYTES = 1024 * 1024;

  /** A note, or a tile of 256 hashes, or a bundle of 256 entries of 65,535 bytes. */
  private static final int MAX_LOG_BYTES = 17 << 20;

  /** One account takes some 100 bytes: 160,000 accounts. */
  private static final int MAX_BALANCES_BYTES = 16 << 20;

  /** 4 MiB of sealed result in base64, and its receipt and proof. */
  private static final int MAX_RESULT_LINE_BYTES = 6 << 20;

  /** The coordinator answers a wait for calls after 25 s. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(40);

  private final HttpUrl base;
  private final OkHttpClient client;
  private final OkHttpClient streaming;
  private final Exchange exchange;
  private final Exchange streams;
  private final Exchange waiting;
  private final Session session;
  private final DocumentCodec documents = new DocumentCodec();

  public CoordinatorApi(
      String url, Signer signer, KeyGuard guard, Patience patience, BackOff backOff) {
    this.base = HttpUrl.get(url);
    this.client =
        new OkHttpClient.Builder()
            .connectTimeout(patience.connect())
            .readTimeout(patience.read())
            .writeTimeout(patience.read())
            .callTimeout(patience.call())
            .retryOnConnectionFailure(true)
            .followRedirects(false)
            .build();
    this.streaming = client.newBuilder().callTimeout(Duration.ZERO).build();
    var problems = new Problems(signer.publicKey());
    this.exchange = new Exchange(client, patience.attempts(), backOff, problems);
    this.streams = new Exchange(streaming, patience.attempts(), backOff, problems);
    this.waiting =
        new Exchange(
            client.newBuilder().readTimeout(LONGEST_WAIT).callTimeout(LONGEST_WAIT).build(),
            patience.attempts(),
            backOff,
            problems);
    this.session = new Session(base, exchange, signer, guard);
  }

  @Override
  public PublicKey key() throws IOException, ProtocolException {
    return session.coordinator();
  }

  @Override
  public OrderStatus place(OrderRequest order) throws IOException, ProtocolException {
    var body = RequestBody.create(documents.writeBytes(order), Session.JSON);
    return json(at("orders").post(body), OrderStatus.class);
  }

  @Override
  public OrderStatus status(String orderId) throws IOException, ProtocolException {
    return json(at("orders", orderId), OrderStatus.class);
  }

  @Override
  public OrderStatus cancel(String orderId) throws IOException, ProtocolException {
    return json(at("orders", orderId).delete(), OrderStatus.class);
  }

  @Override
  public void events(String orderId, Consumer<OrderStatus> statuses)
      throws IOException, ProtocolException {
    var request = at("orders", orderId, "events").header("Accept", "text/event-stream");
    try (var response = authorised(request, streams, opened -> opened)) {
      Events.read(
          response.body().byteStream(),
          event -> statuses.accept(documents.read(event, OrderStatus.class)));
    }
  }

  @Override
  public Batch results(String orderId, long after, ResultSink sink)
      throws IOException, ProtocolException {
    var url = path("orders", orderId, "results").addQueryParameter("after", Long.toString(after));
    var request = new Request.Builder().url(url.build());
    try (var response = authorised(request, exchange, opened -> opened)) {
      return handOn(response, sink);
    }
  }

  private Batch handOn(Response response, ResultSink sink) throws IOException, ProtocolException {
    var lines = new BoundedLines(response.body().byteStream(), MAX_RESULT_LINE_BYTES);
    int count = 0;
    while (true) {
      byte[] line;
      try {
        line = lines.next();
      } catch (IOException e) {
        return new Batch(count, true);
      }
      if (line == null) {
        return new Batch(count, false);
      }
      if (!handOn(line, lines.hadEnd(), sink)) {
        return new Batch(count, true);
      }
      count++;
    }
  }

  /** False for a line that was cut, as a proxy that hides the break may do it. */
  private boolean handOn(byte[] line, boolean whole, ResultSink sink)
      throws IOException, ProtocolException {
    DeliveredPage page;
    try {
      page = documents.read(line, DeliveredPage.class);
    } catch (ProtocolException e) {
      if (whole) {
        sink.unreadable(String.valueOf(e.getMessage()));
      }
      return whole;
    }
    sink.accept(page);
    return true;
  }

  @Override
  public byte[] checkpoint() throws IOException, ProtocolException {
    return exchange.run(logged("checkpoint"), response -> Body.read(response, MAX_LOG_BYTES));
  }

  @Override
  public Optional<byte[]> tile(String path) throws IOException, ProtocolException {
    try {
      return Optional.of(
          exchange.run(logged(path), response -> Body.read(response, MAX_LOG_BYTES)));
    } catch (ProtocolException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public StatedBalances balances() throws IOException, ProtocolException {
    byte[] body = exchange.run(logged("balances"), answer -> Body.read(answer, MAX_BALANCES_BYTES));
    return documents.read(body, StatedBalances.class);
  }

  @Override
  public RelayPlace relay(RelayRequest request) throws IOException, ProtocolException {
    return json(at("relays").post(body(request)), RelayPlace.class);
  }

  @Override
  public Optional<RelayInvitation> invitation() throws IOException, ProtocolException {
    var request = at("relays", "invitations");
    byte[] body = authorised(request, waiting, answer -> Body.read(answer, MAX_JSON_BYTES));
    return body.length == 0
        ? Optional.empty()
        : Optional.of(documents.read(body, RelayInvitation.class));
  }

  @Override
  public ReceiptsTaken receipts(SessionReceipts receipts) throws IOException, ProtocolException {
    return json(at("relays", "receipts").post(body(receipts)), ReceiptsTaken.class);
  }

  @Override
  public PaidSessions relays() throws IOException, ProtocolException {
    byte[] body =
        authorised(at("relays"), exchange, answer -> Body.read(answer, MAX_SESSIONS_BYTES));
    return documents.read(body, PaidSessions.class);
  }

  @Override
  public DestinationProof destination(DestinationRequest request)
      throws IOException, ProtocolException {
    return json(at("destinations").post(body(request)), DestinationProof.class);
  }

  @Override
  public DestinationEntry check(DestinationRequest request) throws IOException, ProtocolException {
    return json(at("destinations", "check").post(body(request)), DestinationEntry.class);
  }

  private RequestBody body(Record document) {
    return RequestBody.create(documents.writeBytes(document), Session.JSON);
  }

  private Request logged(String path) {
    return new Request.Builder().url(path("log").addPathSegments(path).build()).build();
  }

  private <R extends Record> R json(Request.Builder request, Class<R> type)
      throws IOException, ProtocolException {
    byte[] body = authorised(request, exchange, answer -> Body.read(answer, MAX_JSON_BYTES));
    return documents.read(body, type);
  }

  /** A token may have expired or died with the coordinator: a new one is tried once. */
  private <T> T authorised(Request.Builder request, Exchange by, Exchange.Reading<T> reading)
      throws IOException, ProtocolException {
    try {
      return by.run(withToken(request), reading);
    } catch (ProtocolException e) {
      if (e.code() != ErrorCode.NOT_AUTHENTICATED) {
        throw e;
      }
    }
    session.forget();
    return by.run(withToken(request), reading);
  }

  private Request withToken(Request.Builder request) throws IOException, ProtocolException {
    return request.header("Authorization", "Bearer " + session.token()).build();
  }

  private Request.Builder at(String... segments) {
    return new Request.Builder().url(path(segments).build());
  }

  private HttpUrl.Builder path(String... segments) {
    var url = base.newBuilder().addPathSegment("v1");
    for (var segment : segments) {
      url.addPathSegment(segment);
    }
    return url;
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
