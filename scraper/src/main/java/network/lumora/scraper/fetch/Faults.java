package network.lumora.scraper.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import network.lumora.scraper.page.Failure;

/** Names the world's faults in the words of RFC 9209. */
final class Faults {
  /** Causes deeper than this say nothing new. */
  private static final int DEEPEST_CAUSE = 8;

  private Faults() {}

  static Failure name(IOException fault, Meter meter) {
    return switch (fault) {
      case InterruptedIOException _ when !meter.hasConnected() -> Failure.CONNECTION_TIMEOUT;
      case InterruptedIOException _ -> Failure.HTTP_RESPONSE_TIMEOUT;
      case SSLPeerUnverifiedException _ -> Failure.TLS_CERTIFICATE_ERROR;
      case SSLException _ when has(fault, CertificateException.class) ->
          Failure.TLS_CERTIFICATE_ERROR;
      case SSLException _ -> Failure.TLS_PROTOCOL_ERROR;
      case ConnectException _ -> Failure.CONNECTION_REFUSED;
      case NoRouteToHostException _ -> Failure.CONNECTION_REFUSED;
      case EOFException _ -> Failure.HTTP_RESPONSE_INCOMPLETE;
      case ProtocolException _ when says(fault, "unexpected end of stream") ->
          Failure.HTTP_RESPONSE_INCOMPLETE;
      case ProtocolException _ -> Failure.HTTP_PROTOCOL_ERROR;
      default -> Failure.CONNECTION_TERMINATED;
    };
  }

  private static boolean says(IOException fault, String words) {
    var message = fault.getMessage();
    return message != null && message.contains(words);
  }

  private static boolean has(Throwable fault, Class<?> type) {
    Throwable cause = fault;
    for (var depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
