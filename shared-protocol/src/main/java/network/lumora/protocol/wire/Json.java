package network.lumora.protocol.wire;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;

/** The one JSON reader and writer of the protocol (RFC 8259, strict). Thread-safe. */
final class Json {
  private final Gson gson;

  Json() {
    var records = builder().create();
    gson = builder().registerTypeAdapter(Envelope.class, new EnvelopeAdapter(records)).create();
  }

  private static GsonBuilder builder() {
    return Scalars.register(new GsonBuilder())
        .registerTypeAdapterFactory(new EnumAdapters())
        .registerTypeAdapterFactory(new RecordAdapters())
        .setStrictness(Strictness.STRICT)
        .disableHtmlEscaping();
  }

  String write(Object value) {
    return gson.toJson(value);
  }

  <T> T read(String text, Class<T> type) throws ProtocolException {
    return guarded(text, type.getSimpleName(), json -> gson.fromJson(json, type));
  }

  <T> T read(JsonElement tree, Class<T> type) throws ProtocolException {
    return guarded(tree, type.getSimpleName(), json -> gson.fromJson(json, type));
  }

  JsonElement tree(String text) throws ProtocolException {
    return guarded(text, "JSON", json -> gson.fromJson(json, JsonElement.class));
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
    var message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return message.length() <= 200 ? message : message.substring(0, 200) + "...";
  }
}
