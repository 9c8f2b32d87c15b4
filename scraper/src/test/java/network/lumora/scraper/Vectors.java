package network.lumora.scraper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads test data from the class path. */
public final class Vectors {
  private Vectors() {}

  /** The lines of {@code vectors/name} that are no comment. */
  public static List<String> lines(String name) {
    return new String(bytes(Vectors.class, "/vectors/" + name), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  public static byte[] bytes(Class<?> beside, String name) {
    try (var in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
