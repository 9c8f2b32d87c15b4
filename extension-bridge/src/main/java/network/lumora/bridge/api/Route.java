package network.lumora.bridge.api;

import io.javalin.http.Context;
import network.lumora.bridge.guard.Need;

/**
 * One thing that can be asked.
 *
 * @param path as {@code /v1/clients/{id}}
 */
record Route(String method, String path, Need need, Action action) {
  /** Answers a call that the guard has let through. */
  @FunctionalInterface
  interface Action {
    void answer(Context context) throws Exception;
  }

  static Route get(String path, Need need, Action action) {
    return new Route("GET", path, need, action);
  }

  static Route post(String path, Need need, Action action) {
    return new Route("POST", path, need, action);
  }

  static Route put(String path, Need need, Action action) {
    return new Route("PUT", path, need, action);
  }

  static Route delete(String path, Need need, Action action) {
    return new Route("DELETE", path, need, action);
  }
}
