package network.lumora.consumer.relay;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads the head of an HTTP CONNECT request (RFC 9110 section 9.3.6). Pure; only the request line
 * counts, since a local proxy needs nothing of the fields.
 */
final class ProxyHead {
  /** Browsers send less than one; whoever sends more is none. */
  static final int MAX_BYTES = 8 * 1024;

  private static final Pattern REQUEST =
      Pattern.compile("([A-Z]{1,20}) ([!-~]{1,2000}) HTTP/1\\.[01]");
  private static final Pattern TARGET =
      Pattern.compile("([A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?):([1-9][0-9]{0,4})");

  private ProxyHead() {}

  static ProxyRequest read(byte[] soFar, int length) {
    var text = new String(soFar, 0, Math.min(length, MAX_BYTES), StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end >= 0) {
      return request(text.substring(0, text.indexOf("\r\n")), end + 4);
    }
    return length < MAX_BYTES
        ? new ProxyRequest.NotYet()
        : new ProxyRequest.Refused(431, "a request's head has at most " + MAX_BYTES + " bytes");
  }

  private static ProxyRequest request(String line, int headBytes) {
    var request = REQUEST.matcher(line);
    if (!request.matches()) {
      return new ProxyRequest.Refused(400, "expected CONNECT host:443 HTTP/1.1");
    }
    return request.group(1).equals("CONNECT")
        ? connect(request.group(2), headBytes)
        : new ProxyRequest.Refused(
            405, "only CONNECT is answered here, so only https:// addresses can be reached");
  }

  private static ProxyRequest connect(String target, int headBytes) {
    return TARGET.matcher(target).matches()
        ? new ProxyRequest.Connect(target.toLowerCase(Locale.ROOT), headBytes)
        : new ProxyRequest.Refused(400, "expected a name and a port after CONNECT");
  }
}
