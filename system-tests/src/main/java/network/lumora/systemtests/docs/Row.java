package network.lumora.systemtests.docs;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** One line of what the consumer wrote. */
public record Row(JsonObject json) {

  public static List<Row> read(Path jsonl) throws IOException {
    return Files.readAllLines(jsonl).stream()
        .map(line -> new Row(JsonParser.parseString(line).getAsJsonObject()))
        .toList();
  }

  public String text(String name) {
    return json.get(name).getAsString();
  }

  /** A field's values; none if it is not there. */
  public List<String> values(String name) {
    var values = json.getAsJsonObject("fields").getAsJsonArray(name);
    return values == null
        ? List.of()
        : StreamSupport.stream(values.spliterator(), false).map(e -> e.getAsString()).toList();
  }
}
