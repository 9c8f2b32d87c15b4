package network.lumora.systemtests.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Our own extension as a browser loads it, built from the sources beside this module. */
public record Extension(Path folder) {
  private static final Path SOURCES = Path.of("../extension").toAbsolutePath().normalize();

  /** Whether npm has brought what the build needs. */
  public static boolean canBeBuilt() {
    return Files.isDirectory(SOURCES.resolve("node_modules"));
  }

  public static Extension build(Make make) throws IOException {
    var build = new ProcessBuilder("node", "scripts/build.mjs").directory(SOURCES.toFile());
    var process = build.redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("the extension was not built: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return new Extension(SOURCES.resolve("dist").resolve(make.name().toLowerCase(Locale.ROOT)));
  }

  /** The path of every page that it has, the popup included. */
  public List<String> screens() throws IOException {
    var screens = new ArrayList<String>(List.of("popup"));
    try (var pages = Files.list(folder.resolve("pages"))) {
      pages.map(page -> "pages/" + page.getFileName()).sorted().forEach(screens::add);
    }
    return screens.stream().map(screen -> screen + "/index.html").toList();
  }

  /** The checker of accessibility that the extension's own build brings. */
  public static String axe() throws IOException {
    return Files.readString(SOURCES.resolve("node_modules/axe-core/axe.min.js"));
  }
}
