package network.lumora.protocol.wire;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import org.jspecify.annotations.Nullable;

/** The one JSON reader and writer of the protocol (RFC 8259, strict). Thread-safe. */
final class Json {
  /** Most messages are shorter, and what is longer is copied once or twice as it grows. */
  private static final int USUAL_CHARACTERS = 2_048;

  private final Gson gson;

  Json() {
    this(builder());
  }

  private Json(GsonBuilder objects) {
    var records = builder().create();
    gson = objects.registerTypeAdapter(Envelope.class, new EnvelopeAdapter(records)).create();
  }

  /** Writes what is null as {@code null}, where others leave it out. */
  static Json withNulls() {
    return new Json(builder().serializeNulls());
  }

  private static GsonBuilder builder() {
    // Gson asks the latest first: a record that is a single value must not be taken for an object.
    var objects =
        new GsonBuilder()
            .registerTypeAdapterFactory(new EnumAdapters())
            .registerTypeAdapterFactory(new RecordAdapters());
    return Scalars.register(objects).setStrictness(Strictness.STRICT).disableHtmlEscaping();
  }

  String write(Object value) {
    var text = new StringBuilder(USUAL_CHARACTERS);
    gson.toJson(value, text);
    return text.toString();
  }

  <T> T read(String text, Class<T> type) throws ProtocolException {
    return guarded(text, type.getSimpleName(), json -> gson.fromJson(json, type));
  }

  /**
   * The string that the outermost object has under {@code name}; the first, should there be
   * several.
   */
  String member(String text, String name) throws ProtocolException {
    var leading = leadingWord(text, name);
    return leading != null
        ? leading
        : guarded(text, "object with a " + name, json -> find(json, name));
  }

  /**
   * As nearly all who write messages do, its type comes first: then a word of ASCII letters is
   * found without a parser. Null if it is otherwise; whether the rest is JSON is not looked at.
   */
  private static @Nullable String leadingWord(String text, String name) {
    int start = name.length() + 5;
    if (!text.startsWith("{\"")
        || !text.startsWith(name, 2)
        || !text.startsWith("\":\"", start - 3)) {
      return null;
    }
    int end = start;
    while (end < text.length() && isLetter(text.charAt(end))) {
      end++;
    }
    return end < text.length() && text.charAt(end) == '"' ? text.substring(start, end) : null;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static String find(String text, String name) {
    try (var in = new JsonReader(new StringReader(text))) {
      in.setStrictness(Strictness.STRICT);
      in.beginObject();
      while (in.hasNext()) {
        if (in.nextName().equals(name) && in.peek() == JsonToken.STRING) {
          return in.nextString();
        }
        in.skipValue();
      }
    } catch (IOException e) {
      throw new JsonParseException(e.getMessage(), e);
    }
    throw new JsonParseException("there is none");
  }

  private interface Reading<S, T> {
    T read(S source);
  }

  /**
   * Gson lets a refusing record surface in several unchecked forms; here they become the peer's
   * fault.
   */
  private static <S, T> T guarded(S source, String expected, Reading<S, T> reading)
      throws ProtocolException {
    T value;
    try {
      value = reading.read(source);
    } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
      throw new ProtocolException(ErrorCode.MALFORMED, "not a " + expected + ": " + brief(e), e);
    }
    if (value == null) {
      throw new ProtocolException(ErrorCode.MALFORMED, "not a " + expected + ": empty");
    }
    return value;
  }

  private static String brief(RuntimeException e) {
    var message = String.valueOf(own(e)).lines().findFirst().orElse("");
    return message.length() <= 200 ? message : message.substring(0, 200) + "...";
  }

  /** An exception that was made from its cause alone puts the cause's class name first. */
  private static @Nullable String own(RuntimeException e) {
    var cause = e.getCause();
    return cause != null && cause.toString().equals(e.getMessage())
        ? cause.getMessage()
        : e.getMessage();
  }
}
