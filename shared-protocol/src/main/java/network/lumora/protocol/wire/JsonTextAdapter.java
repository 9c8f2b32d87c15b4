package network.lumora.protocol.wire;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;

/** Passes JSON on; what is none becomes a string. */
final class JsonTextAdapter extends TypeAdapter<JsonText> {
  @Override
  public void write(JsonWriter out, JsonText value) throws IOException {
    if (isObject(value.text())) {
      out.jsonValue(value.text());
    } else {
      out.value(value.text());
    }
  }

  @Override
  public JsonText read(JsonReader in) throws IOException {
    return new JsonText(JsonParser.parseReader(in).toString());
  }

  private static boolean isObject(String text) throws IOException {
    try (var in = new JsonReader(new StringReader(text))) {
      in.setStrictness(Strictness.STRICT);
      return JsonParser.parseReader(in).isJsonObject() && in.peek() == JsonToken.END_DOCUMENT;
    } catch (JsonParseException | MalformedJsonException e) {
      return false;
    }
  }
}
