package network.lumora.bridge.guard;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * Lets only the host's own tools in; the same for requests and WebSocket upgrades. Thread-safe.
 *
 * <p>A name in {@code Host} that is not ours means a web page rebound its name to loopback. Any
 * {@code Origin} means a browser, and no extension is paired in this version. A missing one proves
 * nothing, so every route but the open one wants the token.
 */
public final class LoopbackGuard {
  /** More than any body of ours; what is larger is not read. */
  public static final int MAX_BODY_BYTES = 64 * 1024;

  public static final String OPEN_PATH = "/v1/health";

  private final IntSupplier port;
  private final AccessToken token;
  private final AtomicLong refused = new AtomicLong();

  public LoopbackGuard(IntSupplier port, AccessToken token) {
    this.port = port;
    this.token = token;
  }

  /**
   * @throws RefusedCall if the call must not reach a handler
   */
  public void check(Call call) {
    try {
      requireOurHost(call);
      requireNoBrowser(call);
      requireToken(call);
      requireJson(call);
    } catch (RefusedCall e) {
      refused.incrementAndGet();
      throw e;
    }
  }

  /** Calls refused so far. */
  public long refused() {
    return refused.get();
  }

  private void requireOurHost(Call call) {
    int p = port.getAsInt();
    var ours = Set.of("127.0.0.1:" + p, "localhost:" + p, "[::1]:" + p);
    if (call.host() == null || !ours.contains(call.host())) {
      throw new RefusedCall(
          Code.WRONG_HOST, "the Host header must name the loopback address and port of this API");
    }
  }

  private static void requireNoBrowser(Call call) {
    if (call.origin() != null) {
      throw new RefusedCall(
          Code.ORIGIN_REFUSED, "calls from web pages are refused, and no extension is paired");
    }
    if (call.fetchSite() != null && !call.fetchSite().equals("none")) {
      throw new RefusedCall(Code.SITE_REFUSED, "calls from web pages are refused");
    }
  }

  private void requireToken(Call call) {
    boolean open = call.path().equals(OPEN_PATH) && call.method().equals("GET") && !call.upgrade();
    if (!open && !token.isIn(call.authorization())) {
      throw new RefusedCall(
          Code.NOT_AUTHENTICATED,
          "expected Authorization: Bearer and the token in the agent's data folder");
    }
  }

  private static void requireJson(Call call) {
    if (call.contentLength() > MAX_BODY_BYTES) {
      throw new RefusedCall(Code.TOO_LARGE, "a body has at most " + MAX_BODY_BYTES + " bytes");
    }
    if (call.writes() && !isJson(call.contentType())) {
      throw new RefusedCall(Code.NOT_JSON, "expected Content-Type: application/json");
    }
  }

  private static boolean isJson(@org.jspecify.annotations.Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    var type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT).equals("application/json");
  }
}
