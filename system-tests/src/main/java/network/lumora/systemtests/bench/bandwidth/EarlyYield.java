package network.lumora.systemtests.bench.bandwidth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.link.CoordinatorAddress;
import network.lumora.agent.policy.Idle;
import network.lumora.agent.policy.Settings;
import network.lumora.agent.service.Agent;
import network.lumora.agent.service.Setup;
import network.lumora.agent.service.World;
import network.lumora.bridge.api.BridgeFiles;

/**
 * T19: from the moment a browser's hint leaves for the agent until it is answered. The agent has
 * given way before it answers, so the figure is an upper bound; what the browser itself takes
 * before is not in it.
 */
final class EarlyYield implements Row {
  private static final int WARM_UP = 20;

  @Override
  public String id() {
    return "T19";
  }

  @Override
  public String what() {
    return "early yield, from the extension's call to the agent's answer";
  }

  @Override
  public Target target() {
    return Target.p95AtMost(10, "≤ 10 ms, before the first packet");
  }

  @Override
  public String published() {
    return "nobody does it";
  }

  @Override
  public List<Figure> measure(Beds beds, int runs) throws IOException {
    var folder = Files.createTempDirectory("lumora-hints");
    try {
      wantHints(folder);
      try (var _ = Agent.start(setup(folder), world())) {
        return List.of(
            Figure.judged(target(), "a real agent, its loopback API", "ms", calls(folder, runs)));
      }
    } finally {
      remove(folder);
    }
  }

  private static void wantHints(Path folder) throws IOException {
    var usual = Settings.STANDARD;
    try (var journal = Journal.open(folder)) {
      journal
          .settings()
          .keep(
              new Settings(
                  usual.limits(),
                  usual.monthStartsOn(),
                  usual.schedule(),
                  new Idle(false, 5, true, OptionalLong.empty()),
                  usual.pauseOnBattery(),
                  usual.pauseOnMetered(),
                  usual.metered(),
                  usual.retentionDays()));
    }
  }

  /** Nobody listens there, and without consent nobody is asked. */
  private static Setup setup(Path folder) {
    return new Setup(
        folder,
        CoordinatorAddress.of("ws://127.0.0.1:9/agent", null, false),
        List.of(0),
        1,
        Set.of());
  }

  private static World world() {
    return new World(InstantSource.system(), System::nanoTime, ZoneOffset.UTC, new SecureRandom());
  }

  private static List<Double> calls(Path folder, int runs) throws IOException {
    var files = new BridgeFiles(folder);
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + files.port().orElseThrow() + "/v1/activity"))
            .header("Authorization", files.token().header())
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"kind\":\"NAVIGATION\",\"active\":true,\"seconds\":20}"))
            .build();
    var millis = new ArrayList<Double>();
    try (var client = HttpClient.newHttpClient()) {
      for (int i = 0; i < WARM_UP + runs; i++) {
        long start = System.nanoTime();
        call(client, request);
        if (i >= WARM_UP) {
          millis.add((System.nanoTime() - start) / 1e6);
        }
      }
    }
    return millis;
  }

  private static void call(HttpClient client, HttpRequest request) throws IOException {
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
      if (answer.statusCode() != 204) {
        throw new IOException("expected 204 for a hint, got " + answer.statusCode());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
