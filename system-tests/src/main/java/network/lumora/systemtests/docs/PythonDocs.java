package network.lumora.systemtests.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The HTML files of Debian's package python3-doc. */
public final class PythonDocs {
  public static final Path FOLDER = Path.of("/usr/share/doc/python3.11-doc/html");

  private PythonDocs() {}

  public static boolean isInstalled() {
    return Files.isDirectory(FOLDER);
  }

  /** The first {@code count} pages by name, as paths below the folder. */
  public static List<String> pages(int count) {
    try (var files = Files.walk(FOLDER, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(file -> file.toString().endsWith(".html"))
          .map(file -> FOLDER.relativize(file).toString())
          .sorted()
          .limit(count)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
