package network.lumora.systemtests.browser;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** Debian's Firefox ESR, driven by WebDriver BiDi without a driver program between. */
final class Firefox implements Browser {
  private static final Path PROGRAM = Path.of("/usr/bin/firefox-esr");

  private final BrowserProcess process;
  private final Wire wire;
  private final String id;
  private final String origin;

  private Firefox(BrowserProcess process, Wire wire, String id, String origin) {
    this.process = process;
    this.wire = wire;
    this.id = id;
    this.origin = origin;
  }

  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  static Firefox start(Setup setup) throws IOException {
    var folder = Files.createTempDirectory("lumora-firefox");
    var profile = Files.createDirectories(folder.resolve("profile"));
    var hosts = new JsonObject();
    for (var extension : setup.extensions()) {
      hosts.addProperty(geckoId(extension), UUID.randomUUID().toString());
    }
    writePreferences(profile, hosts, String.join(",", setup.namesOfLoopback()));
    var process = BrowserProcess.start(command(profile), folder);
    try {
      var wire = connect(process, profile);
      for (var extension : setup.extensions()) {
        install(wire, extension);
      }
      var own = geckoId(setup.extensions().getFirst());
      return new Firefox(process, wire, own, "moz-extension://" + hosts.get(own).getAsString());
    } catch (IOException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private static String geckoId(Path extension) throws IOException {
    var manifest =
        JsonParser.parseString(Files.readString(extension.resolve("manifest.json")))
            .getAsJsonObject();
    return manifest
        .getAsJsonObject("browser_specific_settings")
        .getAsJsonObject("gecko")
        .get("id")
        .getAsString();
  }

  private static List<String> command(Path profile) {
    return List.of(
        PROGRAM.toString(),
        "--headless",
        "--no-remote",
        "--profile",
        profile.toString(),
        "--remote-debugging-port=0",
        "--remote-allow-system-access");
  }

  /** Preferences for a quiet profile, and the host of each extension so that it is known. */
  private static void writePreferences(Path profile, JsonObject hosts, String namesOfLoopback)
      throws IOException {
    var all = new TreeMap<String, String>();
    all.put("network.dns.localDomains", quoted(namesOfLoopback));
    all.put("extensions.webextensions.uuids", quoted(hosts.toString()));
    all.put("intl.accept_languages", quoted("en-US, en"));
    for (var off :
        List.of(
            "browser.aboutwelcome.enabled",
            "browser.newtabpage.enabled",
            "browser.shell.checkDefaultBrowser",
            "app.normandy.enabled",
            "app.update.auto",
            "datareporting.policy.dataSubmissionEnabled",
            "toolkit.telemetry.reportingpolicy.firstRun",
            "network.captive-portal-service.enabled",
            "network.connectivity-service.enabled",
            "browser.safebrowsing.malware.enabled",
            "browser.safebrowsing.phishing.enabled",
            "extensions.getAddons.cache.enabled",
            "extensions.update.enabled")) {
      all.put(off, "false");
    }
    var lines = new StringBuilder();
    all.forEach((name, value) -> lines.append("user_pref(\"%s\", %s);%n".formatted(name, value)));
    Files.writeString(profile.resolve("user.js"), lines);
  }

  private static String quoted(String text) {
    return new JsonPrimitive(text).toString();
  }

  private static Wire connect(BrowserProcess process, Path profile) throws IOException {
    var server =
        JsonParser.parseString(process.awaitFile(profile.resolve("WebDriverBiDiServer.json")))
            .getAsJsonObject();
    var address = "ws://127.0.0.1:" + server.get("ws_port").getAsInt() + "/session";
    var wire = new Wire(URI.create(address));
    var _ = wire.call("session.new", Parameters.with("capabilities", new JsonObject()).json());
    return wire;
  }

  private static void install(Wire wire, Path extension) throws IOException {
    var where = Parameters.with("type", "path").and("path", extension.toString()).json();
    var _ = wire.call("webExtension.install", Parameters.with("extensionData", where).json());
  }

  @Override
  public String name() {
    return "Firefox";
  }

  @Override
  public String origin() {
    return origin;
  }

  @Override
  public Page visit(URI address) throws IOException {
    var context =
        wire.call("browsingContext.create", Parameters.with("type", "tab").json())
            .get("context")
            .getAsString();
    var page = new Page(new FirefoxTab(wire, context));
    page.navigate(address);
    return page;
  }

  @Override
  public void killBackground() throws IOException {
    var _ =
        new FirefoxWindow(wire)
            .evaluate(
                "WebExtensionPolicy.getByID(%s).extension.terminateBackground({ignoreDevToolsAttached: true})"
                    .formatted(quoted(id)));
  }

  @Override
  public void close() {
    wire.close();
    process.close();
  }
}
