package network.lumora.bridge.api;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import network.lumora.bridge.agent.ActivityHint;
import network.lumora.bridge.agent.AgentStatus;
import network.lumora.bridge.agent.ConsentGiven;
import network.lumora.bridge.agent.ConsentState;
import network.lumora.bridge.agent.Denial;
import network.lumora.bridge.agent.Earnings;
import network.lumora.bridge.agent.JournalPage;
import network.lumora.bridge.agent.Keys;
import network.lumora.bridge.agent.LimitsInForce;
import network.lumora.bridge.agent.LineHistory;
import network.lumora.bridge.agent.LineNow;
import network.lumora.bridge.agent.NetworkState;
import network.lumora.bridge.agent.PauseRequest;
import network.lumora.bridge.agent.Preview;
import network.lumora.bridge.agent.PreviewRequest;
import network.lumora.bridge.agent.ReceiptPage;
import network.lumora.bridge.agent.RuleQuestion;
import network.lumora.bridge.agent.RuleTest;
import network.lumora.bridge.agent.Rules;
import network.lumora.bridge.agent.Settings;
import network.lumora.bridge.agent.UsageReport;
import network.lumora.bridge.guard.Need;
import network.lumora.bridge.pairing.PairFinish;
import network.lumora.bridge.pairing.PairStart;
import network.lumora.bridge.pairing.PairStarted;
import network.lumora.bridge.pairing.Paired;
import network.lumora.bridge.pairing.WindowRequest;
import network.lumora.bridge.pairing.WindowState;
import org.jspecify.annotations.Nullable;

/** Writes the OpenAPI description of the API, from its routes and its records. */
final class OpenApi {
  /** What a route takes and gives; no record is no body. */
  private record Bodies(@Nullable Class<?> request, @Nullable Class<?> answer, String what) {}

  private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)\\}");

  private static final Map<String, Bodies> BODIES =
      Map.ofEntries(
          of("GET /v1/hello", null, Hello.class, "Says that an agent answers here"),
          of("GET /v1/health", null, Health.class, "What the agent costs, and who was refused"),
          of("GET /v1/openapi.json", null, null, "This description"),
          of("POST /v1/pairing/window", WindowRequest.class, WindowState.class, "Lets pair"),
          of("GET /v1/pairing/window", null, WindowState.class, "Whether a browser can pair"),
          of("DELETE /v1/pairing/window", null, WindowState.class, "Ends pairing"),
          of("POST /v1/pair/start", PairStart.class, PairStarted.class, "Begins to pair"),
          of("POST /v1/pair/finish", PairFinish.class, Paired.class, "Proves to know the code"),
          of("GET /v1/clients", null, ClientList.class, "The paired browsers"),
          of("DELETE /v1/clients/self", null, null, "Leaves"),
          of("DELETE /v1/clients/{id}", null, null, "Removes a browser"),
          of("GET /v1/status", null, AgentStatus.class, "How the agent is, and why"),
          of("POST /v1/pause", PauseRequest.class, AgentStatus.class, "Stops work"),
          of("POST /v1/resume", null, AgentStatus.class, "Ends a pause"),
          of("GET /v1/limits", null, LimitsInForce.class, "The limits"),
          of("PUT /v1/limits", LimitsInForce.class, LimitsInForce.class, "Sets the limits"),
          of("GET /v1/network", null, NetworkState.class, "Whether the line is metered"),
          of("POST /v1/activity", ActivityHint.class, null, "The user is active"),
          of("GET /v1/consent", null, ConsentState.class, "The text to agree to"),
          of("POST /v1/consent", ConsentGiven.class, ConsentState.class, "Agrees to it"),
          of("GET /v1/settings", null, Settings.class, "The settings, with an ETag"),
          of("PUT /v1/settings", Settings.class, Settings.class, "Changes them, with If-Match"),
          of("POST /v1/settings/preview", PreviewRequest.class, Preview.class, "Would it run?"),
          of("GET /v1/rules", null, Rules.class, "The rules, with an ETag"),
          of("PUT /v1/rules", Rules.class, Rules.class, "Changes them, with If-Match"),
          of("POST /v1/rules/test", RuleQuestion.class, RuleTest.class, "Would it be let through?"),
          of("POST /v1/rules/deny", Denial.class, Rules.class, "Never again"),
          of("GET /v1/journal", null, JournalPage.class, "What went through the line"),
          of("GET /v1/journal/export", null, null, "All of it, as csv or jsonl"),
          of("DELETE /v1/journal", null, null, "Forgets all of it"),
          of("GET /v1/usage", null, UsageReport.class, "Bytes by time and by whom"),
          of("GET /v1/line", null, LineNow.class, "What the line can carry, and what uses it now"),
          of("GET /v1/line/history", null, LineHistory.class, "What the line carried"),
          of("GET /v1/receipts", null, ReceiptPage.class, "Receipts as they are stored"),
          of("GET /v1/keys", null, Keys.class, "The keys that receipts are verified with"),
          of("GET /v1/earnings", null, Earnings.class, "What work has come to"),
          of("GET /v1/events", null, null, "What happens, as text/event-stream"));

  private static final Map<String, List<String>> QUERIES =
      Map.of(
          "GET /v1/hello", List.of("nonce"),
          "GET /v1/journal", List.of("after", "before", "limit", "outcome", "q", "site"),
          "GET /v1/journal/export", List.of("format"),
          "GET /v1/line/history", List.of("from", "step", "to"),
          "GET /v1/usage", List.of("bucket", "from", "to"),
          "GET /v1/receipts", List.of("before", "limit"));

  private final List<Route> routes;
  private final TreeMap<String, JsonObject> schemas = new TreeMap<>();

  OpenApi(List<Route> routes) {
    this.routes = routes;
  }

  private static Map.Entry<String, Bodies> of(
      String route, @Nullable Class<?> request, @Nullable Class<?> answer, String what) {
    return Map.entry(route, new Bodies(request, answer, what));
  }

  String text() {
    var root = new JsonObject();
    root.addProperty("openapi", "3.1.0");
    var info = object("title", "The loopback API of the Lumora agent");
    info.addProperty("version", "1");
    root.add("info", info);
    root.add("servers", array(object("url", "http://127.0.0.1:17480")));
    root.add("paths", paths());
    var components = new JsonObject();
    reference(BridgeProblem.class);
    var all = new JsonObject();
    schemas.forEach(all::add);
    components.add("schemas", all);
    var scheme = object("type", "http");
    scheme.addProperty("scheme", "bearer");
    var security = new JsonObject();
    security.add("token", scheme);
    components.add("securitySchemes", security);
    root.add("components", components);
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(root) + "\n";
  }

  private JsonObject paths() {
    var paths = new TreeMap<String, JsonObject>();
    for (var route : routes) {
      paths
          .computeIfAbsent(route.path(), _ -> new JsonObject())
          .add(route.method().toLowerCase(java.util.Locale.ROOT), operation(route));
    }
    var json = new JsonObject();
    paths.forEach(json::add);
    return json;
  }

  private JsonObject operation(Route route) {
    var name = route.method() + " " + route.path();
    var bodies = BODIES.get(name);
    if (bodies == null) {
      throw new AssertionError(name + " is not described");
    }
    var operation = object("summary", bodies.what());
    operation.addProperty("x-needs", route.need().name());
    if (route.need() != Need.OPEN && route.need() != Need.PAIRING) {
      var security = new JsonObject();
      security.add("token", new JsonArray());
      operation.add("security", array(security));
    }
    addParameters(operation, route, name);
    if (bodies.request() != null) {
      operation.add("requestBody", content("application/json", reference(bodies.request())));
    }
    var responses = new JsonObject();
    responses.add(
        "default",
        response("Refused or failed", "application/problem+json", reference(BridgeProblem.class)));
    responses.add(
        "2XX",
        bodies.answer() == null
            ? object("description", "Done")
            : response("Done", "application/json", reference(bodies.answer())));
    operation.add("responses", responses);
    return operation;
  }

  private static void addParameters(JsonObject operation, Route route, String name) {
    var parameters = new JsonArray();
    PARAMETER
        .matcher(route.path())
        .results()
        .forEach(found -> parameters.add(parameter("path", found.group(1), true)));
    QUERIES
        .getOrDefault(name, List.of())
        .forEach(query -> parameters.add(parameter("query", query, false)));
    if (!parameters.isEmpty()) {
      operation.add("parameters", parameters);
    }
  }

  private static JsonObject parameter(String in, String name, boolean required) {
    var parameter = object("in", in);
    parameter.addProperty("name", name);
    parameter.addProperty("required", required);
    parameter.add("schema", object("type", "string"));
    return parameter;
  }

  private static JsonObject response(String what, String type, JsonObject schema) {
    var response = content(type, schema);
    response.addProperty("description", what);
    return response;
  }

  private static JsonObject content(String type, JsonObject schema) {
    var inner = new JsonObject();
    inner.add("schema", schema);
    var byType = new JsonObject();
    byType.add(type, inner);
    var content = new JsonObject();
    content.add("content", byType);
    return content;
  }

  private JsonObject reference(Class<?> type) {
    var name = name(type);
    if (!schemas.containsKey(name)) {
      schemas.put(name, new JsonObject());
      schemas.put(name, type.isEnum() ? words(type) : record(type));
    }
    return object("$ref", "#/components/schemas/" + name);
  }

  /** A nested record has its outer one in its name: there are several kinds of Code. */
  private static String name(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }

  private static JsonObject words(Class<?> type) {
    var schema = object("type", "string");
    var names = new JsonArray();
    Arrays.stream(type.getEnumConstants()).forEach(word -> names.add(word.toString()));
    schema.add("enum", names);
    return schema;
  }

  private JsonObject record(Class<?> type) {
    var schema = object("type", "object");
    var properties = new JsonObject();
    var required = new JsonArray();
    for (var component : type.getRecordComponents()) {
      properties.add(component.getName(), schema(component));
      if (!isNullable(component)) {
        required.add(component.getName());
      }
    }
    schema.add("properties", properties);
    schema.add("required", required);
    return schema;
  }

  private JsonObject schema(RecordComponent component) {
    var schema = schema(component.getGenericType());
    if (!isNullable(component)) {
      return schema;
    }
    var either = new JsonObject();
    either.add("anyOf", array(schema, object("type", "null")));
    return either;
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private JsonObject schema(Type type) {
    if (type instanceof ParameterizedType list) {
      var schema = object("type", "array");
      schema.add("items", schema(list.getActualTypeArguments()[0]));
      return schema;
    }
    return type instanceof Class<?> single ? single(single) : object("type", "object");
  }

  private JsonObject single(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "String", "Sha256", "PublicKey" -> object("type", "string");
      case "Instant" -> timestamp();
      case "int", "long", "Integer", "Long", "Bytes", "BytesPerSecond", "MicroLmr" ->
          object("type", "integer");
      case "Double" -> object("type", "number");
      case "boolean", "Boolean" -> object("type", "boolean");
      case "JsonText" -> new JsonObject();
      case "Record" -> object("type", "object");
      default -> reference(type);
    };
  }

  private static JsonObject timestamp() {
    var schema = object("type", "string");
    schema.addProperty("format", "date-time");
    return schema;
  }

  private static JsonObject object(String name, String value) {
    var object = new JsonObject();
    object.addProperty(name, value);
    return object;
  }

  private static JsonArray array(JsonObject... elements) {
    var array = new JsonArray();
    Arrays.stream(elements).forEach(array::add);
    return array;
  }
}
