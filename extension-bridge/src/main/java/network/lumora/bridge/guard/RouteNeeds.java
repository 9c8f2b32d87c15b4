package network.lumora.bridge.guard;

/** What each route asks of its caller. */
@FunctionalInterface
public interface RouteNeeds {
  /**
   * @throws RefusedCall NOT_FOUND or METHOD_REFUSED if there is no such route
   */
  Need of(String method, String path);
}
