package network.lumora.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import network.lumora.agent.link.CoordinatorAddress;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Place;
import org.jspecify.annotations.Nullable;

/** The file {@code agent.conf}: lines of {@code key = value}, {@code #} begins a comment. */
record Config(Map<Key, String> values) {
  private static final int MAX_BYTES = 64 * 1024;

  /** Everything that can be set, with what holds otherwise. */
  enum Key {
    COORDINATOR("coordinator", ""),
    COORDINATOR_KEY("coordinator-key", ""),
    INSECURE_PLAINTEXT("insecure-plaintext", "false"),
    API_PORT("api-port", ""),
    SLOTS("slots", "4"),
    OPEN_DEVELOPMENT_DESTINATION("open-development-destination", ""),
    CHALLENGER("challenger", ""),
    PLACE("place", ""),
    RELAY("relay", ""),
    RELAY_ANNOUNCE("relay-announce", "");

    private final String text;
    private final String standard;

    Key(String text, String standard) {
      this.text = text;
      this.standard = standard;
    }

    String line(String value) {
      return (text + " = " + value).strip();
    }

    boolean isSetBy(String line) {
      int equals = line.indexOf('=');
      return equals >= 0 && line.substring(0, equals).strip().equals(text);
    }

    private static Optional<Key> of(String text) {
      return Arrays.stream(values()).filter(key -> key.text.equals(text)).findFirst();
    }
  }

  Config {
    values = Map.copyOf(values);
  }

  /** Empty if there is no file. */
  static Config read(Path file) throws IOException {
    var values = new EnumMap<Key, String>(Key.class);
    if (Files.exists(file)) {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException(file + " is no configuration: it is too large");
      }
      int number = 0;
      for (var line : Files.readAllLines(file)) {
        number++;
        readLine(line, file + " line " + number, values);
      }
    }
    return new Config(values);
  }

  private static void readLine(String line, String where, Map<Key, String> values) {
    var text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(where + ": expected key = value");
    }
    var name = text.substring(0, equals).strip();
    var key =
        Key.of(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        where + ": there is no setting " + name + "; known are " + names()));
    if (values.put(key, text.substring(equals + 1).strip()) != null) {
      throw new IllegalArgumentException(where + ": " + name + " comes twice");
    }
  }

  private static String names() {
    return Arrays.stream(Key.values()).map(key -> key.text).collect(Collectors.joining(", "));
  }

  /** This file, overruled by what the command line gives. */
  Config with(Map<Key, String> flags) {
    var both = new EnumMap<Key, String>(Key.class);
    both.putAll(values);
    both.putAll(flags);
    return new Config(both);
  }

  String get(Key key) {
    return values.getOrDefault(key, key.standard);
  }

  int number(Key key, int least, int most) {
    try {
      int value = Integer.parseInt(get(key));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(wrong(key, least, most), e);
    }
    throw new IllegalArgumentException(wrong(key, least, most));
  }

  private String wrong(Key key, int least, int most) {
    return "%s is a number from %d to %d, not %s".formatted(key.text, least, most, get(key));
  }

  boolean isSet(Key key) {
    return switch (get(key)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(key.text + " is true or false, not " + get(key));
    };
  }

  /**
   * @throws IllegalArgumentException if it is missing or wrong, saying what was expected
   */
  CoordinatorAddress coordinator() {
    if (get(Key.COORDINATOR).isEmpty()) {
      throw new IllegalArgumentException(
          "no coordinator: name one with lumora coordinator wss://..., or with --coordinator");
    }
    return CoordinatorAddress.of(get(Key.COORDINATOR), pinned(), isSet(Key.INSECURE_PLAINTEXT));
  }

  private @Nullable PublicKey pinned() {
    var text = get(Key.COORDINATOR_KEY);
    try {
      return text.isEmpty() ? null : PublicKey.parse(text);
    } catch (ProtocolException e) {
      throw new IllegalArgumentException("coordinator-key: " + e.getMessage(), e);
    }
  }

  /**
   * @throws IllegalArgumentException if it is none, saying what was expected
   */
  Optional<Place> place() {
    var text = get(Key.PLACE);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Place.parse(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("place: " + e.getMessage() + ", not " + text, e);
    }
  }

  /** In the form of the file. */
  @Override
  public String toString() {
    return Arrays.stream(Key.values())
        .map(key -> key.line(get(key)) + "\n")
        .collect(Collectors.joining());
  }
}
