package network.lumora.consumer.http;

import java.io.IOException;
import network.lumora.consumer.trust.KeyGuard;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.SessionChallenge;
import network.lumora.protocol.message.SessionRequest;
import network.lumora.protocol.message.SessionToken;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Proves who we are, and holds the token that was given for it. One thread. */
final class Session {
  static final MediaType JSON = MediaType.get("application/json");

  /** Challenges and tokens have some hundred bytes. */
  private static final int MAX_BYTES = 64 * 1024;

  private final HttpUrl base;
  private final Exchange exchange;
  private final Signer signer;
  private final KeyGuard guard;
  private final DocumentCodec documents = new DocumentCodec();
  private @Nullable String token;

  Session(HttpUrl base, Exchange exchange, Signer signer, KeyGuard guard) {
    this.base = base;
    this.exchange = exchange;
    this.signer = signer;
    this.guard = guard;
  }

  /** The key that the coordinator shows; the guard has agreed to it. */
  PublicKey coordinator() throws IOException, ProtocolException {
    return challenge().coordinator();
  }

  String token() throws IOException, ProtocolException {
    var known = token;
    if (known == null) {
      known = newToken();
      token = known;
    }
    return known;
  }

  void forget() {
    token = null;
  }

  private String newToken() throws IOException, ProtocolException {
    var challenge = challenge();
    var answer = new SessionRequest(challenge.nonce(), challenge.coordinator(), signer.publicKey());
    var signed = new StatementCodec().sign(answer, signer);
    return post("v1/sessions", documents.writeBytes(signed), SessionToken.class).token();
  }

  private SessionChallenge challenge() throws IOException, ProtocolException {
    var challenge = post("v1/hello", new byte[0], SessionChallenge.class);
    guard.check(challenge.coordinator());
    return challenge;
  }

  private <R extends Record> R post(String path, byte[] body, Class<R> type)
      throws IOException, ProtocolException {
    var request =
        new Request.Builder()
            .url(base.newBuilder().addPathSegments(path).build())
            .post(RequestBody.create(body, JSON))
            .build();
    byte[] answer = exchange.run(request, response -> Body.read(response, MAX_BYTES));
    return documents.read(answer, type);
  }
}
