package network.lumora.consumer.relay;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import network.lumora.consumer.text.Printable;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.relay.ResetCode;

/** What the local proxy says, in words that a person at a terminal understands. */
final class ProxyAnswer {
  private static final int MAX_DETAIL = 500;

  static final byte[] ESTABLISHED = ascii("HTTP/1.1 200 Connection established\r\n\r\n");

  private ProxyAnswer() {}

  static byte[] refused(ProxyRequest.Refused request) {
    return answer(request.status(), "refused", request.detail());
  }

  /** Why a tunnel could not be opened. */
  static byte[] reset(String target, ResetCode code) {
    int status =
        switch (code) {
          case NOT_OPENED, OTHER_NAME -> 403;
          case TOO_MANY, STOPPED -> 503;
          case IDLE, LOST -> 504;
          case UNREACHABLE, TOO_LARGE, CANCELLED, INTERNAL, OTHER -> 502;
        };
    return answer(
        status, code.name().toLowerCase(Locale.ROOT).replace('_', '-'), words(target, code));
  }

  /** The same for a person. */
  static String words(String target, ResetCode code) {
    return switch (code) {
      case NOT_OPENED ->
          target
              + " is not opened: its owner must prove control of it first"
              + " (lumora-consumer open-destination HOST)";
      case OTHER_NAME -> "the connection to " + target + " names another site";
      case TOO_MANY -> "too many connections at once; try again";
      case UNREACHABLE -> target + " does not answer";
      case STOPPED -> "the agent's host has paused it; try again";
      case IDLE -> "nothing moved for too long";
      case LOST -> "the agent is gone; another is asked for the next connection";
      case TOO_LARGE -> "the connection has carried all that it may";
      case CANCELLED, INTERNAL, OTHER -> "the other end gave up the connection to " + target;
    };
  }

  /** What the coordinator or an agent says against it. */
  static byte[] problem(ProtocolException problem) {
    int status =
        switch (problem.code()) {
          case NOT_FOUND -> 403;
          case UNAVAILABLE, OVER_LIMIT -> 503;
          default -> 502;
        };
    var code = problem.code() == ErrorCode.NOT_FOUND ? "not-opened" : "failed";
    return answer(status, code, Printable.of(String.valueOf(problem.getMessage()), MAX_DETAIL));
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
