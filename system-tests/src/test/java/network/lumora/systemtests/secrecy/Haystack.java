package network.lumora.systemtests.secrecy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Bytes to search, with a name for each source. */
final class Haystack {
  private record Straw(String name, String latin1) {}

  private final List<Straw> straws = new ArrayList<>();

  void add(String name, byte[] bytes) {
    straws.add(new Straw(name, new String(bytes, StandardCharsets.ISO_8859_1)));
  }

  void addFolder(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        add(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
  }

  /**
   * Where {@code needle} stands: as it is, JSON-escaped or in base64 at any of its three
   * alignments.
   */
  List<String> find(String needle) {
    var found = new ArrayList<String>();
    for (var spelling : spellings(needle)) {
      for (var straw : straws) {
        if (straw.latin1().contains(spelling)) {
          found.add(straw.name());
        }
      }
    }
    return found;
  }

  private static List<String> spellings(String needle) {
    byte[] bytes = needle.getBytes(StandardCharsets.UTF_8);
    var spellings = new ArrayList<String>();
    spellings.add(new String(bytes, StandardCharsets.ISO_8859_1));
    for (int shift = 0; shift < 3; shift++) {
      spellings.add(base64Inside(bytes, shift));
    }
    return spellings;
  }

  /** The characters that do not depend on what stands before and after. */
  private static String base64Inside(byte[] bytes, int shift) {
    var padded = new ByteArrayOutputStream();
    padded.writeBytes(new byte[shift]);
    padded.writeBytes(bytes);
    var text = Base64.getEncoder().withoutPadding().encodeToString(padded.toByteArray());
    int first = shift == 0 ? 0 : shift + 1;
    int whole = (shift + bytes.length) / 3 * 4;
    return text.substring(first, Math.min(whole, text.length()));
  }
}
