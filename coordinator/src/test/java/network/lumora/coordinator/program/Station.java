package network.lumora.coordinator.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import network.lumora.coordinator.lease.LeaseTerms;
import network.lumora.coordinator.link.LinkTerms;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Policy;
import org.jspecify.annotations.Nullable;

/** A real coordinator on loopback that a test can stop and start again. */
public final class Station implements AutoCloseable {
  private final Path data;
  private UnaryOperator<Settings> settings;
  private final ManualTime time = new ManualTime();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<FakeAgent> agents = new ArrayList<>();
  private final AtomicBoolean broken = new AtomicBoolean();
  private final AtomicReference<@Nullable Runnable> meanwhile = new AtomicReference<>();
  private Coordinator coordinator;

  public Station(Path data) throws IOException {
    this(data, same -> same);
  }

  public Station(Path data, UnaryOperator<Settings> settings) throws IOException {
    this.data = data;
    this.settings = settings;
    this.coordinator = start();
  }

  private Coordinator start() throws IOException {
    return Coordinator.start(
        settings.apply(patient(Settings.of(data, 0, 0))),
        new Coordinator.World(time, time::nanos, new SecureRandom()),
        books -> new FlakyBooks(books, broken, meanwhile));
  }

  /**
   * A line that a test breaks may come back later than those of real agents do, and agents of tests
   * send no heartbeats: they may be silent for up to 59 s.
   */
  private static Settings patient(Settings usual) {
    var leases = usual.leases();
    var link = usual.link();
    return usual
        .withLeases(
            new LeaseTerms(
                leases.time(),
                Duration.ofSeconds(15),
                leases.maxTries(),
                leases.maxSource(),
                leases.maxDelivered(),
                leases.policy()))
        .withLink(
            new LinkTerms(
                link.helloTimeout(),
                20,
                link.maxConnections(),
                link.maxPerMinute(),
                link.policy(),
                link.admission(),
                link.proxies()));
  }

  /** Whether the disk takes anything. */
  public void breakDisk(boolean isBroken) {
    broken.set(isBroken);
  }

  /** Happens once, while the next page that is given out is not yet written down. */
  public void whileGiving(Runnable happens) {
    meanwhile.set(happens);
  }

  /** From the next start on. */
  public void withPolicy(Policy policy) {
    var before = settings;
    settings =
        usual -> {
          var same = before.apply(usual);
          var leases = same.leases();
          return same.withLeases(
              new LeaseTerms(
                  leases.time(),
                  leases.grace(),
                  leases.maxTries(),
                  leases.maxSource(),
                  leases.maxDelivered(),
                  policy));
        };
  }

  public void restart() throws IOException {
    coordinator.close();
    coordinator = start();
  }

  public Coordinator coordinator() {
    return coordinator;
  }

  public ManualTime time() {
    return time;
  }

  public Path data() {
    return data;
  }

  public String operatorToken() throws IOException {
    return Files.readString(data.resolve("operator-token")).strip();
  }

  public URI http(String path) {
    return URI.create("http://127.0.0.1:" + coordinator.http().getPort() + path);
  }

  public URI agentsAddress() {
    return URI.create("ws://127.0.0.1:" + coordinator.agents().getPort() + "/agent");
  }

  public HttpClient client() {
    return client;
  }

  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(request(path, headers).GET());
  }

  public HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(http(path)).timeout(Duration.ofSeconds(50));
    return headers.length == 0 ? request : request.headers(headers);
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public FakeConsumer consumer() throws Exception {
    var consumer = new FakeConsumer(this);
    consumer.admit();
    consumer.open();
    return consumer;
  }

  public FakeAgent agent() {
    return agent(IdentityKey.generate());
  }

  public FakeAgent agent(IdentityKey key) {
    var agent = new FakeAgent(this, key);
    agents.add(agent);
    return agent;
  }

  public void stop() {
    coordinator.close();
  }

  @Override
  public void close() {
    agents.forEach(FakeAgent::drop);
    coordinator.close();
    client.shutdownNow();
  }
}
