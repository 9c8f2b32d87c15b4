package network.lumora.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import network.lumora.agent.link.CoordinatorAddress;
import network.lumora.agent.service.Agent;
import network.lumora.agent.service.Setup;
import network.lumora.agent.service.World;
import network.lumora.bridge.pairing.PairFinish;
import network.lumora.bridge.pairing.PairStart;
import network.lumora.bridge.pairing.PairStarted;
import network.lumora.bridge.pairing.Paired;
import network.lumora.bridge.pairing.PairingCode;
import network.lumora.bridge.pairing.ProofKey;
import network.lumora.bridge.pairing.Transcript;
import network.lumora.protocol.wire.DocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Pattern CODE = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}");
  private static final String ORIGIN = "moz-extension://01234567-89ab-cdef-0123-456789abcdef";
  private static final String NONCE = "00112233445566778899aabbccddeeff";

  private final AtomicLong nanos = new AtomicLong();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final DocumentCodec codec = new DocumentCodec();
  @TempDir private Path temporary;

  private World world(LongSupplier ticker) {
    // Not 0: the link would dial again without a pause, and log each time.
    return new World(InstantSource.fixed(NOW), ticker, ZoneOffset.UTC, () -> 1_998L);
  }

  private int lumora(LongSupplier ticker, String... arguments) {
    var terminal =
        new Terminal(
            new BufferedReader(new StringReader("")), new PrintWriter(out), new PrintWriter(err));
    var all = new ArrayList<>(List.of("--data", temporary.resolve("agent").toString()));
    all.addAll(List.of(arguments));
    return LumoraCommand.of(world(ticker), terminal).execute(all.toArray(String[]::new));
  }

  private int lumora(String... arguments) {
    return lumora(nanos::get, arguments);
  }

  private Agent agent() throws IOException {
    lumora("consent", "--accept");
    return Agent.start(
        new Setup(
            temporary.resolve("agent"),
            CoordinatorAddress.of("ws://127.0.0.1:1/agent", null, false),
            List.of(0),
            4,
            Set.of()),
        world(nanos::get));
  }

  private String post(int port, String path, Record body) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(30))
              .header("Origin", ORIGIN)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(codec.write(body)))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  /** What the extension does with the code that a person types. */
  private String pair(int port, String typed) throws Exception {
    var started =
        codec.read(
            post(port, "/v1/pair/start", new PairStart("Firefox", NONCE)), PairStarted.class);
    var transcript =
        new Transcript(started.pairingId(), NONCE, started.nonce(), ORIGIN, port, "Firefox");
    var proof = ProofKey.of(PairingCode.parse(typed), transcript).client();
    return post(port, "/v1/pair/finish", new PairFinish(started.pairingId(), proof));
  }

  private String shownCode(CompletableFuture<Integer> command) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    var code = CODE.matcher(out.toString());
    while (!code.find()) {
      assertThat(command.isDone() || System.nanoTime() > giveUp)
          .as("no code was shown: %s %s", out, err)
          .isFalse();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      code = CODE.matcher(out.toString());
    }
    return code.group();
  }

  @Test
  void aBrowserIsPairedSeenAndRemoved() throws Exception {
    try (var agent = agent()) {
      var command = CompletableFuture.supplyAsync(() -> lumora("pair"));
      var paired = codec.read(pair(agent.apiPort(), shownCode(command)), Paired.class);

      assertThat(command.get(1, TimeUnit.MINUTES)).isZero();
      assertThat(out.toString()).contains("Paired: Firefox (" + ORIGIN + ")", "see and steer");
      assertThat(lumora("clients")).isZero();
      assertThat(out.toString())
          .contains(paired.clientId() + "  Firefox", "READ+CONTROL", "last used never")
          .doesNotContain(paired.token());
      assertThat(lumora("clients", "revoke", paired.clientId())).isZero();
      assertThat(lumora("clients", "revoke", paired.clientId())).isEqualTo(1);
      assertThat(err.toString()).contains("no paired browser").hasLineCount(1);
      assertThat(lumora("clients")).isZero();
      assertThat(out.toString()).endsWith("lumora pair\n");
    }
  }

  @Test
  void threeWrongCodesAreToldApartFromTime() throws Exception {
    try (var agent = agent()) {
      var command = CompletableFuture.supplyAsync(() -> lumora("pair", "--read-only"));
      var wrong = shownCode(command).startsWith("0") ? "1111-1111" : "0000-0000";
      for (int i = 0; i < 3; i++) {
        assertThat(pair(agent.apiPort(), wrong)).contains("WRONG_CODE");
      }
      assertThat(command.get(1, TimeUnit.MINUTES)).isEqualTo(1);
      assertThat(err.toString()).contains("typed wrong three times").hasLineCount(1);
    }
  }

  @Test
  void nobodyComesInTime() throws Exception {
    try (var agent = agent()) {
      assertThat(agent.apiPort()).isPositive();
      var passing = new AtomicLong();

      assertThat(lumora(() -> passing.addAndGet(400_000_000), "pair", "--timeout", "1s"))
          .isEqualTo(1);

      assertThat(err.toString()).contains("the time is over").hasLineCount(1);
    }
  }

  @Test
  void withoutARunningAgentTheCureIsTold() {
    lumora("consent", "--accept");

    assertThat(lumora("pair")).isEqualTo(1);
    assertThat(lumora("clients")).isEqualTo(1);
    assertThat(err.toString()).contains("no agent runs with", "lumora run").hasLineCount(2);
    assertThat(lumora("pair", "--timeout", "1h")).isEqualTo(2);
    assertThat(lumora("clients", "revoke", "../x")).isEqualTo(2);
  }
}
