package network.lumora.systemtests.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.lumora.systemtests.network.Finished;
import network.lumora.systemtests.network.Network;

/** A whole Lumora whose agent is paired with the extension in a browser. */
final class PairedBrowser implements AutoCloseable {
  static final String AGENT = "agent-1";
  private static final int PAGES = 60;
  private static final int PAGE_BYTES = 40_000;

  private final CountedSite site;
  private final Network network;
  private final Browser browser;
  private final Screen screen;
  private final Extension extension;

  private PairedBrowser(
      CountedSite site, Network network, Extension extension, Browser browser, Screen screen) {
    this.site = site;
    this.network = network;
    this.extension = extension;
    this.browser = browser;
    this.screen = screen;
  }

  /** Starts everything, pairs, consents, and has some pages fetched and paid. */
  static PairedBrowser start(Make make, Path folder) throws IOException {
    var content = writeSite(Files.createDirectories(folder.resolve("site")));
    var site = CountedSite.serve(content);
    var network = new Network(folder, site.authority());
    network.useStandardPorts();
    network.leaveConsentToTheHost(AGENT);
    var _ = network.startAgent(AGENT);
    var extension = Extension.build(make);
    var browser = make.start(new Setup(extension.folder()));
    var screen = new Screen(browser);
    var paired = new PairedBrowser(site, network, extension, browser, screen);
    paired.screen.page().click(Element.button("I agree, pair this browser"));
    paired.screen.page().awaitText("The agent runs");
    PairingTest.pairs(network, screen.page());
    return paired;
  }

  private static Path writeSite(Path folder) throws IOException {
    var paragraph = "<p>Clouds are named for how high they are and what they look like.</p>\n";
    for (int number = 1; number <= PAGES; number++) {
      Files.writeString(
          folder.resolve("page-%02d.html".formatted(number)),
          "<!doctype html><title>Cloud %d</title><h1>Cloud %d</h1>%s"
              .formatted(number, number, paragraph.repeat(PAGE_BYTES / paragraph.length())));
    }
    return folder;
  }

  /** Runs an order of so many pages to its end. */
  Finished order(int pages, String purpose) throws IOException {
    var command = new ArrayList<>(List.of("run", "--coordinator", network.http()));
    command.addAll(List.of("--coordinator-key", network.key(), "--purpose", purpose));
    command.addAll(List.of("--field", "heading=h1", "--field", "text=p*"));
    command.addAll(List.of("--out", network.folder().resolve(purpose + ".jsonl").toString()));
    command.addAll(urls(pages));
    return network.consumer(command.toArray(String[]::new));
  }

  /** Places an order and does not wait for it. */
  Finished place(int pages) throws IOException {
    var command = new ArrayList<>(List.of("order", "--coordinator", network.http()));
    command.addAll(List.of("--field", "heading=h1"));
    command.addAll(urls(pages));
    return network.consumer(command.toArray(String[]::new));
  }

  private List<String> urls(int pages) {
    var urls = new ArrayList<String>();
    for (int number = 1; number <= pages; number++) {
      urls.add("http://%s/page-%02d.html".formatted(site.authority(), number));
    }
    return urls;
  }

  CountedSite site() {
    return site;
  }

  Network network() {
    return network;
  }

  Browser browser() {
    return browser;
  }

  Extension extension() {
    return extension;
  }

  Screen screen() {
    return screen;
  }

  Page page() {
    return screen.page();
  }

  void show(String page) throws IOException {
    screen.show("pages/" + page + "/index.html");
  }

  @Override
  public void close() throws IOException {
    browser.close();
    network.close();
    site.close();
  }
}
