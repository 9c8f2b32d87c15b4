package network.lumora.systemtests.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** The parameters of a command, written in one line. */
final class Parameters {
  private final JsonObject json = new JsonObject();

  static Parameters with(String name, String value) {
    return new Parameters().and(name, value);
  }

  static Parameters with(String name, JsonElement value) {
    return new Parameters().and(name, value);
  }

  static JsonObject none() {
    return new JsonObject();
  }

  static JsonArray list(JsonElement... elements) {
    var list = new JsonArray();
    for (var element : elements) {
      list.add(element);
    }
    return list;
  }

  Parameters and(String name, String value) {
    json.addProperty(name, value);
    return this;
  }

  Parameters and(String name, Number value) {
    json.addProperty(name, value);
    return this;
  }

  Parameters and(String name, boolean value) {
    json.addProperty(name, value);
    return this;
  }

  Parameters and(String name, JsonElement value) {
    json.add(name, value);
    return this;
  }

  JsonObject json() {
    return json;
  }
}
