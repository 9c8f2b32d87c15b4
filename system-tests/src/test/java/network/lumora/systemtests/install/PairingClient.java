package network.lumora.systemtests.install;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.wire.DocumentCodec;

/** Pairs as the extension does, with the code that the host reads out. */
final class PairingClient {
  private static final String ORIGIN = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
  private static final String NONCE = "000102030405060708090a0b0c0d0e0f";
  private static final String NAME = "a clean Debian's browser";

  private final HttpClient client = HttpClient.newHttpClient();
  private final DocumentCodec codec = new DocumentCodec();
  private final int port;

  PairingClient(int port) {
    this.port = port;
  }

  record Start(String clientName, String nonce) {}

  record Started(String pairingId, String nonce, String agentName, int iterations) {}

  record Finish(String pairingId, String proof) {}

  record Paired(String token, String agentKey) {}

  /** Gives the status of the first call made with the token. */
  int pairedCall(String shownCode) throws Exception {
    var started = post("/v1/pair/start", new Start(NAME, NONCE), Started.class);
    var proof = hmac(key(shownCode, started), "client\n" + transcript(started));
    var paired = post("/v1/pair/finish", new Finish(started.pairingId(), proof), Paired.class);
    var call =
        request("/v1/status").header("Authorization", "Bearer " + paired.token()).GET().build();
    return client.send(call, BodyHandlers.discarding()).statusCode();
  }

  private String transcript(Started started) {
    return String.join(
        "\n",
        "lumora-pair-v1",
        started.pairingId(),
        NONCE,
        started.nonce(),
        ORIGIN,
        "" + port,
        NAME,
        "");
  }

  private byte[] key(String shownCode, Started started) throws GeneralSecurityException {
    var salt =
        MessageDigest.getInstance("SHA-256")
            .digest(transcript(started).getBytes(StandardCharsets.UTF_8));
    var spec =
        new PBEKeySpec(
            shownCode.replace("-", "").toCharArray(), salt, started.iterations(), 32 * Byte.SIZE);
    return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
  }

  private static String hmac(byte[] key, String text) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  private <R extends Record> R post(String path, Record body, Class<R> answer)
      throws IOException, InterruptedException, ProtocolException {
    var call =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(codec.writeBytes(body)))
            .build();
    var answered = client.send(call, BodyHandlers.ofString());
    if (answered.statusCode() != 200) {
      throw new IOException(path + ": " + answered.statusCode() + " " + answered.body());
    }
    return codec.read(answered.body(), answer);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Origin", ORIGIN);
  }
}
