package network.lumora.bridge.guard;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the guard looks at in a request; absent headers are null, repeated ones joined by commas.
 *
 * @param upgrade whether it asks for a WebSocket
 * @param requestedMethod what a preflight asks for
 * @param contentLength -1 if not told
 */
public record Call(
    String method,
    String path,
    @Nullable String host,
    @Nullable String origin,
    @Nullable String fetchSite,
    @Nullable String fetchDestination,
    @Nullable String requestedMethod,
    @Nullable String authorization,
    @Nullable String contentType,
    long contentLength,
    boolean upgrade) {

  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "DELETE");

  public boolean hasBody() {
    return !WITHOUT_BODY.contains(method);
  }

  boolean isPreflight() {
    return method.equals("OPTIONS") && origin != null && requestedMethod != null;
  }
}
