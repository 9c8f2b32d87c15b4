package network.lumora.bridge.api;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes an ordinary request of every WebSocket handshake, so that the guard is asked about it.
 *
 * <p>Javalin answers what has {@code Sec-WebSocket-Version} on a way of its own: with 404 where it
 * has no WebSocket, which asks no guard, and else with a session and its cookie before it asks.
 */
final class NoWebSockets implements Filter {
  private static final String HANDSHAKE = "sec-websocket-";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(
        request instanceof HttpServletRequest http ? new Plain(http) : request, response);
  }

  /**
   * By the names of headers, which stay to be seen; an upgrade to HTTP/2 is not one, and ignored.
   */
  static boolean isHandshake(HttpServletRequest request) {
    var upgrade = request.getHeader("Upgrade");
    return (upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket"))
        || Collections.list(request.getHeaderNames()).stream()
            .anyMatch(NoWebSockets::belongsToHandshake);
  }

  private static boolean belongsToHandshake(String header) {
    return header.toLowerCase(Locale.ROOT).startsWith(HANDSHAKE);
  }

  private static final class Plain extends HttpServletRequestWrapper {
    Plain(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
      return belongsToHandshake(name) ? null : super.getHeader(name);
    }
  }
}
