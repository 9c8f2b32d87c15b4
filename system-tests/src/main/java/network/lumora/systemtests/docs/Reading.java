package network.lumora.systemtests.docs;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What Python's own HTML parser reads from a page. */
public record Reading(String title, String heading, List<String> links) {

  /** Reads pages below {@code folder}; the keys are their addresses below {@code base}. */
  public static Map<String, Reading> byPython(
      Path folder, String base, List<String> pages, Path scratch) throws IOException {
    var list = scratch.resolve("pages.txt");
    Files.write(list, pages);
    var script = scratch.resolve("read-pages.py");
    try (var source = Reading.class.getResourceAsStream("/read-pages.py")) {
      if (source == null) {
        throw new IOException("read-pages.py is not on the class path");
      }
      Files.write(script, source.readAllBytes());
    }
    var process =
        new ProcessBuilder("python3", script.toString(), folder.toString(), base)
            .redirectInput(list.toFile())
            .redirectError(scratch.resolve("read-pages.err").toFile())
            .start();
    var json = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Gson().fromJson(json, new TypeToken<Map<String, Reading>>() {});
  }
}
