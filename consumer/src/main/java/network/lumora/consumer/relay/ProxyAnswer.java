package network.lumora.consumer.relay;

import java.nio.charset.StandardCharsets;
import network.lumora.protocol.relay.ResetCode;

/** What the local proxy says, in words that a person at a terminal understands. */
final class ProxyAnswer {
  static final byte[] ESTABLISHED = ascii("HTTP/1.1 200 Connection established\r\n\r\n");

  private ProxyAnswer() {}

  static byte[] refused(ProxyRequest.Refused request) {
    return answer(request.status(), "refused", request.detail());
  }

  /** Why a tunnel could not be opened. */
  static byte[] reset(String target, ResetCode code) {
    return switch (code) {
      case NOT_OPENED ->
          answer(
              403,
              "not-opened",
              target
                  + " is not opened: its owner must prove control of it first"
                  + " (consumer relay open HOST)");
      case OTHER_NAME ->
          answer(403, "other-name", "the connection to " + target + " names another site");
      case TOO_MANY -> answer(503, "too-many", "too many connections at once; try again");
      case UNREACHABLE -> answer(502, "unreachable", target + " does not answer");
      case STOPPED -> answer(503, "stopped", "the agent's host has paused it; try again");
      case IDLE -> answer(504, "idle", "nothing moved for too long");
      case LOST -> answer(504, "lost", "the agent is gone, and no other was found in time");
      case TOO_LARGE -> answer(502, "too-large", "the connection has carried all that it may");
      case CANCELLED, INTERNAL, OTHER ->
          answer(502, "failed", "the other end gave up the connection to " + target);
    };
  }

  private static byte[] answer(int status, String code, String detail) {
    var body = detail + "\n";
    return ascii(
        """
        HTTP/1.1 %d %s\r
        Content-Type: text/plain; charset=us-ascii\r
        Content-Length: %d\r
        Proxy-Status: lumora; details="%s"\r
        Connection: close\r
        \r
        %s"""
            .formatted(status, code, body.length(), code, body));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
