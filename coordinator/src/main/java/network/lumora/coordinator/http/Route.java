package network.lumora.coordinator.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import network.lumora.protocol.ProtocolException;

/** One line of the table of routes, from which router and description are made. */
record Route(HandlerType method, String path, Access access, String summary, Action action) {

  /** What a route does. */
  @FunctionalInterface
  interface Action {
    void answer(Context request) throws IOException, ProtocolException;
  }

  static Route get(String path, Access access, String summary, Action action) {
    return new Route(HandlerType.GET, path, access, summary, action);
  }

  static Route post(String path, Access access, String summary, Action action) {
    return new Route(HandlerType.POST, path, access, summary, action);
  }

  static Route delete(String path, Access access, String summary, Action action) {
    return new Route(HandlerType.DELETE, path, access, summary, action);
  }
}
