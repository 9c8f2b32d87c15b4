package network.lumora.bridge.guard;

import org.jspecify.annotations.Nullable;

/**
 * What the guard looks at in a request; absent headers are null.
 *
 * @param upgrade whether it asks for a WebSocket
 * @param contentLength -1 if not told
 */
public record Call(
    String method,
    String path,
    @Nullable String host,
    @Nullable String origin,
    @Nullable String fetchSite,
    @Nullable String authorization,
    @Nullable String contentType,
    long contentLength,
    boolean upgrade) {

  boolean writes() {
    return !method.equals("GET") && !method.equals("HEAD");
  }
}
