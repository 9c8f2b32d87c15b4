package network.lumora.systemtests.browser;

import static java.util.stream.Collectors.joining;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Debian's Chromium, driven by the DevTools protocol. */
final class Chromium implements Browser {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  private final BrowserProcess process;
  private final Wire wire;
  private final String origin;

  private Chromium(BrowserProcess process, Wire wire, String origin) {
    this.process = process;
    this.wire = wire;
    this.origin = origin;
  }

  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  static Chromium start(Setup setup) throws IOException {
    var folder = Files.createTempDirectory("lumora-chromium");
    var profile = folder.resolve("profile");
    var process = BrowserProcess.start(command(profile, setup), folder);
    try {
      var port = process.awaitFile(profile.resolve("DevToolsActivePort")).lines().toList();
      var wire = new Wire(URI.create("ws://127.0.0.1:" + port.get(0) + port.get(1)));
      var origin = "chrome-extension://" + UnpackedId.of(setup.extensions().getFirst());
      return new Chromium(process, wire, origin);
    } catch (IOException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private static List<String> command(Path profile, Setup setup) {
    var loaded = setup.extensions().stream().map(Path::toString).collect(joining(","));
    var names =
        setup.namesOfLoopback().stream()
            .map(name -> "MAP " + name + " 127.0.0.1")
            .collect(joining(","));
    return List.of(
        PROGRAM.toString(),
        "--headless=new",
        "--no-sandbox",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-breakpad",
        "--disable-component-update",
        "--disable-background-networking",
        "--disable-sync",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-timer-throttling",
        "--password-store=basic",
        "--lang=en-US",
        "--disable-features=DisableLoadExtensionCommandLineSwitch,Translate,OptimizationHints",
        "--disable-extensions-except=" + loaded,
        "--load-extension=" + loaded,
        "--host-resolver-rules=" + names,
        "--user-data-dir=" + profile,
        "--remote-debugging-port=0",
        "about:blank");
  }

  @Override
  public String name() {
    return "Chromium";
  }

  @Override
  public String origin() {
    return origin;
  }

  @Override
  public Page visit(URI address) throws IOException {
    var target =
        wire.call("Target.createTarget", Parameters.with("url", "about:blank").json())
            .get("targetId")
            .getAsString();
    var page = new Page(new ChromiumTab(wire, target));
    page.navigate(address);
    return page;
  }

  @Override
  public void killBackground() throws IOException {
    var worker = worker();
    if (worker.isEmpty()) {
      return;
    }
    var _ =
        wire.call("Target.closeTarget", Parameters.with("targetId", worker.orElseThrow()).json());
    Poll.until("the worker has ended", () -> worker().isEmpty());
  }

  /** The id of the extension's running worker. */
  private Optional<String> worker() throws IOException {
    var targets = wire.call("Target.getTargets", Parameters.none()).getAsJsonArray("targetInfos");
    return targets.asList().stream()
        .map(target -> target.getAsJsonObject())
        .filter(target -> text(target, "type").equals("service_worker"))
        .filter(target -> text(target, "url").startsWith(origin))
        .map(target -> text(target, "targetId"))
        .findFirst();
  }

  private static String text(JsonObject object, String name) {
    return object.get(name).getAsString();
  }

  @Override
  public void close() {
    wire.close();
    process.close();
  }
}
