package network.lumora.consumer.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.DeliveredPage;
import network.lumora.protocol.message.EpochClosed;
import network.lumora.protocol.message.Genesis;
import network.lumora.protocol.message.Instructions;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.OrderRequest;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.PageResult;
import network.lumora.protocol.message.Policy;
import network.lumora.protocol.message.ProblemDetails;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.SessionChallenge;
import network.lumora.protocol.message.SessionRequest;
import network.lumora.protocol.message.SessionToken;
import network.lumora.protocol.message.StatedBalances;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.seal.Seal;
import network.lumora.protocol.seal.SealContext;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;

/** A coordinator with one agent on loopback, honest unless told otherwise. */
public final class FakeCoordinator implements AutoCloseable {
  public static final Instant THEN = Instant.parse("2026-11-22T03:00:00Z");
  private static final String NONCE = "0123456789abcdef0123456789abcdef";

  public final IdentityKey agent = IdentityKey.generate();
  public final Policy policy = new Policy(1, "Lumora/0 (+https://lumora.network)", "0.1.0");
  public final Queue<Answer> canned = new ConcurrentLinkedQueue<>();
  public final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Map<String, List<byte[]>> resultLines = new LinkedHashMap<>();
  public IdentityKey key;
  public FakeLog log;
  public String validToken = "token-0123456789abcdef";
  public int linesAtOnce = 200;

  /** What breaks off looks as if it were whole. */
  public boolean hidesBreaks;

  /** Every order is done as soon as it comes. */
  public boolean settleOnOrder;

  /** Results responses break off after so many bytes, once each. */
  public final Queue<Integer> cuts = new ArrayDeque<>();

  /** Statuses that an event stream sends before it breaks; once each. */
  public final Queue<Integer> eventCuts = new ArrayDeque<>();

  public @Nullable StatedBalances claimedBalances;
  private final DocumentCodec documents = new DocumentCodec();
  private final StatementCodec statements = new StatementCodec();
  private final Map<String, OrderRequest> orders = new HashMap<>();
  private final Map<String, OrderStatus> statuses = new HashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private long sequence;

  /** An answer to the next request whose path starts so. */
  public record Answer(
      String path, int status, String type, String body, Map<String, String> headers) {
    public static Answer problem(String path, ErrorCode code) {
      return new Answer(
          path,
          code.httpStatus(),
          "application/problem+json",
          new DocumentCodec().write(ProblemDetails.of(code, "said the fake")),
          Map.of());
    }

    public Answer with(String header, String value) {
      return new Answer(path, status, type, body, Map.of(header, value));
    }
  }

  public FakeCoordinator() throws IOException {
    key = IdentityKey.generate();
    log = newLog();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The results of an order as they are sent. */
  public List<byte[]> lines(String orderId) {
    return resultLines.get(orderId);
  }

  /** A log with only its genesis. */
  public FakeLog newLog() {
    var fresh = new FakeLog(key);
    var genesis =
        new Genesis(
            FakeLog.ORIGIN,
            key.publicKey(),
            new MicroLmr(1_000_000),
            new Bytes(1_000),
            new Bytes(500),
            new Bytes(100_000),
            THEN);
    fresh.append(statements.sign(genesis, key));
    return fresh;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void closeEpoch(long epoch) {
    log.append(statements.sign(new EpochClosed(epoch), key));
  }

  /** The agent does all pages of every order: the third is refused, all others are fetched. */
  public void settleAll() {
    orders.keySet().forEach(id -> settle(id, 0, Integer.MAX_VALUE));
  }

  public void settle(String orderId, int from, int to) {
    try {
      var head = statements.read(orders.get(orderId).head(), OrderHead.class);
      int end = Math.min(to, head.pageCount());
      for (int page = from; page < end; page++) {
        var delivered = deliver(orderId, page, resultLines.get(orderId).size() + 1);
        resultLines.get(orderId).add(documents.writeBytes(delivered));
      }
      boolean complete = resultLines.get(orderId).size() >= head.pageCount();
      setState(orderId, complete ? OrderStatus.State.COMPLETE : OrderStatus.State.OPEN);
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }

  public void setState(String orderId, OrderStatus.State state) {
    int done = resultLines.get(orderId).size();
    var before = statuses.get(orderId);
    statuses.put(
        orderId,
        new OrderStatus(
            orderId,
            state,
            before.pages(),
            done - (done >= 3 ? 1 : 0),
            done >= 3 ? 1 : 0,
            0,
            0,
            before.pages() - done,
            new Bytes(1_000L * done),
            THEN,
            "as the fake says"));
  }

  public PageResult result(String orderId, int page) throws ProtocolException {
    var url = instructions(orderId).pages().get(page);
    var task = new TaskId(orderId, page);
    if (page == 2) {
      return new PageResult(task, url, Outcome.REFUSED, "ROBOTS_DISALLOW", "robots.txt", null);
    }
    return new PageResult(
        task,
        url,
        Outcome.OK,
        Receipt.NO_CODE,
        null,
        new PageResult.Page(
            url + "/final",
            200,
            THEN,
            "text/html",
            Sha256.of("body " + page),
            new Bytes(6),
            "allowed by default",
            Map.of("title", List.of("Page <" + page + "> \u2713"))));
  }

  public Instructions instructions(String orderId) throws ProtocolException {
    return documents.read(orders.get(orderId).instructions(), Instructions.class);
  }

  public OrderHead head(String orderId) throws ProtocolException {
    return statements.read(orders.get(orderId).head(), OrderHead.class);
  }

  public DeliveredPage deliver(String orderId, int page, long cursor) throws ProtocolException {
    var result = result(orderId, page);
    return deliver(orderId, result, seal(orderId, result), cursor);
  }

  public Sealed seal(String orderId, PageResult result) throws ProtocolException {
    var context =
        new SealContext(
            result.taskId().toString(),
            agent.publicKey(),
            Sha256.of(orders.get(orderId).head().payload()).toString(),
            policy.digest().toString(),
            SealContext.Direction.RESULT);
    return Sealed.of(
        Seal.seal(head(orderId).sealTo(), documents.writeBytes(result), context.bytes()));
  }

  public DeliveredPage deliver(String orderId, PageResult result, Sealed sealed, long cursor)
      throws ProtocolException {
    return deliver(receipt(orderId, result, sealed), sealed, cursor);
  }

  public DeliveredPage deliver(Receipt receipt, Sealed sealed, long cursor) {
    var envelope = statements.sign(receipt, agent).countersign(key);
    var logged = log.logged(log.append(envelope));
    return new DeliveredPage(receipt.taskId(), cursor, sealed, envelope, logged, policy.digest());
  }

  public Receipt receipt(String orderId, PageResult result, Sealed sealed)
      throws ProtocolException {
    return new Receipt(
        result.taskId(),
        NONCE,
        agent.publicKey(),
        key.publicKey(),
        head(orderId).consumer(),
        ++sequence,
        result.outcome(),
        result.code(),
        new Bytes(300),
        new Bytes(9_000),
        new Bytes(sealed.length()),
        sealed.digest(),
        THEN,
        THEN.plusSeconds(1));
  }

  /** Takes an order as if it had come over HTTP. */
  public OrderStatus take(OrderRequest request) throws ProtocolException {
    var head = statements.read(request.head(), OrderHead.class);
    var id = head.orderId();
    if (orders.putIfAbsent(id, request) == null) {
      log.append(request.head());
      resultLines.put(id, new ArrayList<>());
      statuses.put(
          id,
          new OrderStatus(
              id,
              OrderStatus.State.OPEN,
              head.pageCount(),
              0,
              0,
              0,
              0,
              head.pageCount(),
              Bytes.NONE,
              THEN,
              "waiting for agents"));
    }
    return statuses.get(id);
  }

  private void handle(HttpExchange http) throws IOException {
    try {
      byte[] body = http.getRequestBody().readAllBytes();
      var path = http.getRequestURI().getPath();
      requests.add(http.getRequestMethod() + " " + path);
      var next = canned.peek();
      if (next != null && path.startsWith(next.path())) {
        canned.remove();
        next.headers().forEach(http.getResponseHeaders()::set);
        answer(http, next.status(), next.type(), next.body().getBytes(StandardCharsets.UTF_8));
      } else {
        route(http, path, body);
      }
      http.close();
    } catch (ProtocolException e) {
      throw new IOException(e);
    }
  }

  private void route(HttpExchange http, String path, byte[] body)
      throws IOException, ProtocolException {
    if (path.equals("/v1/hello")) {
      json(http, 200, new SessionChallenge(NONCE, key.publicKey()));
    } else if (path.equals("/v1/sessions")) {
      var envelope = documents.readEnvelope(body);
      var request = statements.read(envelope, SessionRequest.class);
      envelope.requireSignatureOf(request.consumer());
      json(http, 200, new SessionToken(validToken, THEN.plusSeconds(3600)));
    } else if (path.startsWith("/v1/log/")) {
      log(http, path.substring("/v1/log/".length()));
    } else if (!("Bearer " + validToken)
        .equals(http.getRequestHeaders().getFirst("Authorization"))) {
      problem(http, ErrorCode.NOT_AUTHENTICATED);
    } else {
      orders(http, path, body);
    }
  }

  private void orders(HttpExchange http, String path, byte[] body)
      throws IOException, ProtocolException {
    var parts = path.split("/", -1);
    if (http.getRequestMethod().equals("POST")) {
      var status = take(documents.read(body, OrderRequest.class));
      if (settleOnOrder) {
        settle(status.orderId(), 0, status.pages());
      }
      json(http, 201, status);
    } else if (!statuses.containsKey(parts[3])) {
      problem(http, ErrorCode.NOT_FOUND);
    } else if (path.endsWith("/events")) {
      events(http, parts[3]);
    } else if (path.endsWith("/results")) {
      results(http, parts[3]);
    } else {
      if (http.getRequestMethod().equals("DELETE")) {
        setState(parts[3], OrderStatus.State.CANCELLED);
      }
      json(http, 200, statuses.get(parts[3]));
    }
  }

  private void events(HttpExchange http, String orderId) throws IOException {
    http.getResponseHeaders().set("Content-Type", "text/event-stream");
    http.sendResponseHeaders(200, 0);
    var out = http.getResponseBody();
    out.write(": hello\n\n".getBytes(StandardCharsets.UTF_8));
    var event = "data: " + documents.write(statuses.get(orderId)) + "\n\n";
    var cut = eventCuts.poll();
    if (cut != null) {
      out.write(event.substring(0, Math.min(cut, event.length())).getBytes(StandardCharsets.UTF_8));
      out.flush();
      breakOff(http);
    }
    out.write(event.getBytes(StandardCharsets.UTF_8));
  }

  /** With the end that a whole answer has, or without it. */
  private void breakOff(HttpExchange http) throws IOException {
    if (hidesBreaks) {
      http.close();
    }
    throw new IOException("cut as told");
  }

  private void results(HttpExchange http, String orderId) throws IOException {
    int after = Integer.parseInt(http.getRequestURI().getQuery().substring("after=".length()));
    var lines = resultLines.get(orderId);
    http.getResponseHeaders().set("Content-Type", "application/x-ndjson");
    http.sendResponseHeaders(200, 0);
    var out = http.getResponseBody();
    Integer left = cuts.poll();
    for (byte[] line :
        lines.subList(Math.min(after, lines.size()), Math.min(lines.size(), after + linesAtOnce))) {
      if (left != null && left < line.length + 1) {
        out.write(line, 0, Math.min(left, line.length));
        out.flush();
        breakOff(http);
      }
      out.write(line);
      out.write('\n');
      left = left == null ? null : Integer.valueOf(left - line.length - 1);
    }
  }

  private void log(HttpExchange http, String name) throws IOException {
    if (name.equals("checkpoint")) {
      answer(http, 200, "text/plain", log.checkpoint().getBytes(StandardCharsets.UTF_8));
    } else if (name.equals("balances")) {
      var claimed = claimedBalances;
      json(http, 200, claimed == null ? log.balances() : claimed);
    } else if (name.equals("tile/entries/000.p/" + log.size())) {
      answer(http, 200, "application/octet-stream", log.bundle(0, log.size()));
    } else {
      problem(http, ErrorCode.NOT_FOUND);
    }
  }

  private void problem(HttpExchange http, ErrorCode code) throws IOException {
    answer(
        http,
        code.httpStatus(),
        "application/problem+json",
        documents.writeBytes(ProblemDetails.of(code, "said the fake")));
  }

  private void json(HttpExchange http, int status, Record body) throws IOException {
    answer(http, status, "application/json", documents.writeBytes(body));
  }

  private static void answer(HttpExchange http, int status, String type, byte[] body)
      throws IOException {
    http.getResponseHeaders().set("Content-Type", type);
    http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      http.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** The lines as pages, to be changed. */
  public DeliveredPage line(String orderId, int index) {
    try {
      byte[] line = resultLines.get(orderId).get(index);
      return documents.read(line, DeliveredPage.class);
    } catch (ProtocolException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  public void setLine(String orderId, int index, DeliveredPage page) {
    resultLines.get(orderId).set(index, documents.writeBytes(page));
  }
}
