package network.lumora.bridge.api;

import java.util.List;
import java.util.regex.Pattern;
import network.lumora.bridge.guard.Code;
import network.lumora.bridge.guard.Need;
import network.lumora.bridge.guard.RefusedCall;
import network.lumora.bridge.guard.RouteNeeds;

/** Every route there is. What is not exactly one of these never reaches the server. Immutable. */
final class RouteTable implements RouteNeeds {
  private record Entry(Route route, Pattern path) {}

  private final List<Entry> entries;

  RouteTable(List<Route> routes) {
    entries = routes.stream().map(route -> new Entry(route, pattern(route.path()))).toList();
  }

  List<Route> routes() {
    return entries.stream().map(Entry::route).toList();
  }

  @Override
  public Need of(String method, String path) {
    return find(method, path).need();
  }

  private Route find(String method, String path) {
    var there = entries.stream().filter(entry -> entry.path.matcher(path).matches()).toList();
    if (there.isEmpty()) {
      throw new RefusedCall(Code.NOT_FOUND, "there is no such route");
    }
    return there.stream()
        .map(Entry::route)
        .filter(route -> route.method().equals(method))
        .findFirst()
        .orElseThrow(() -> new RefusedCall(Code.METHOD_REFUSED, "this route has other methods"));
  }

  /** A parameter is one segment of letters, digits and dashes. */
  private static Pattern pattern(String path) {
    return Pattern.compile(path.replaceAll("\\{[a-z]+\\}", "[A-Za-z0-9-]{1,64}"));
  }
}
