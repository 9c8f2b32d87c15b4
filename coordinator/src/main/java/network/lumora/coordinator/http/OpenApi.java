package network.lumora.coordinator.http;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Describes the table of routes in OpenAPI 3.1. */
final class OpenApi {
  private static final Pattern PARAMETER = Pattern.compile("[{<]([a-z]+)[}>]");

  private OpenApi() {}

  static String describe(List<Route> routes) {
    var root = new JsonObject();
    root.addProperty("openapi", "3.1.0");
    root.add("info", info());
    var paths = new JsonObject();
    routes.forEach(route -> add(paths, route));
    root.add("paths", paths);
    root.add("components", components());
    return new Gson().toJson(root);
  }

  private static JsonObject info() {
    var info = new JsonObject();
    info.addProperty("title", "Lumora coordinator");
    info.addProperty("version", "1");
    info.addProperty("description", "Bodies are described in PROTOCOL.md, section 5.");
    return info;
  }

  private static void add(JsonObject paths, Route route) {
    var path = PARAMETER.matcher(route.path()).replaceAll("{$1}");
    if (!paths.has(path)) {
      paths.add(path, new JsonObject());
    }
    var method = route.method().name().toLowerCase(Locale.ROOT);
    paths.getAsJsonObject(path).add(method, operation(route));
  }

  private static JsonObject operation(Route route) {
    var operation = new JsonObject();
    operation.addProperty("summary", route.summary());
    operation.add("parameters", parameters(route));
    operation.add("security", security(route.access()));
    var responses = new JsonObject();
    responses.add("default", problem());
    operation.add("responses", responses);
    return operation;
  }

  private static JsonArray parameters(Route route) {
    var parameters = new JsonArray();
    var names = PARAMETER.matcher(route.path());
    while (names.find()) {
      var schema = new JsonObject();
      schema.addProperty("type", "string");
      var parameter = new JsonObject();
      parameter.addProperty("name", names.group(1));
      parameter.addProperty("in", "path");
      parameter.addProperty("required", true);
      parameter.add("schema", schema);
      parameters.add(parameter);
    }
    return parameters;
  }

  private static JsonArray security(Access access) {
    var all = new JsonArray();
    if (access != Access.OPEN) {
      var scheme = new JsonObject();
      scheme.add(access.name().toLowerCase(Locale.ROOT), new JsonArray());
      all.add(scheme);
    }
    return all;
  }

  private static JsonObject problem() {
    var response = new JsonObject();
    response.addProperty(
        "description", "As PROTOCOL.md says; errors are application/problem+json (RFC 9457)");
    return response;
  }

  private static JsonObject components() {
    var schemes = new JsonObject();
    for (var access : List.of(Access.CONSUMER, Access.OPERATOR)) {
      var scheme = new JsonObject();
      scheme.addProperty("type", "http");
      scheme.addProperty("scheme", "bearer");
      schemes.add(access.name().toLowerCase(Locale.ROOT), scheme);
    }
    var components = new JsonObject();
    components.add("securitySchemes", schemes);
    return components;
  }
}
