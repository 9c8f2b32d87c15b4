package network.lumora.coordinator.http;

import io.javalin.http.Context;
import java.security.MessageDigest;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;

/** Lets through who may use a route. Thread-safe. */
final class Guard {
  private static final String CONSUMER = "consumer";
  private static final String SCHEME = "Bearer ";

  private final Sessions sessions;
  private final byte[] operatorDigest;

  Guard(Sessions sessions, String operatorToken) {
    this.sessions = sessions;
    this.operatorDigest = Sha256.of(operatorToken).bytes();
  }

  void require(Access access, Context request) throws ProtocolException {
    switch (access) {
      case OPEN -> {}
      case CONSUMER ->
          request.attribute(
              CONSUMER, sessions.consumer(token(request)).orElseThrow(() -> refused(request)));
      case OPERATOR -> {
        if (!MessageDigest.isEqual(Sha256.of(token(request)).bytes(), operatorDigest)) {
          throw refused(request);
        }
      }
    }
  }

  /** The consumer whose token was good. */
  static PublicKey consumer(Context request) {
    PublicKey consumer = request.attribute(CONSUMER);
    if (consumer == null) {
      throw new IllegalStateException("the route is not for consumers");
    }
    return consumer;
  }

  private static String token(Context request) throws ProtocolException {
    var header = request.header("Authorization");
    if (header == null || !header.startsWith(SCHEME)) {
      throw refused(request);
    }
    return header.substring(SCHEME.length()).strip();
  }

  private static ProtocolException refused(Context request) {
    request.header("WWW-Authenticate", "Bearer");
    return new ProtocolException(
        ErrorCode.NOT_AUTHENTICATED, "no valid token for this route; open a session first");
  }
}
