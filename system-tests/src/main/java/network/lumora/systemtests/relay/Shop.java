package network.lumora.systemtests.relay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A site with HTTPS on port 443 of a loopback address of its own. */
public final class Shop implements AutoCloseable {
  public static final String HOST = "shop.example";

  /** The same site by a name that nobody opened. */
  public static final String OTHER_HOST = "other.example";

  /** What it serves at {@link #HUGE_PATH} is what it serves at {@code /large}, so many times. */
  public static final int HUGE_TIMES = 4;

  public static final String HUGE_PATH = "/huge";

  private static final String PASSWORD = "changeit";
  private static final String PROOF_PATH = "/.well-known/lumora-destination";

  private final HttpsServer server;
  private final Path folder;
  private final byte[] large;
  private final byte[] slow = new byte[100_000];
  private volatile String proof = "";

  /**
   * @param address of loopback, on which nothing else has port 443
   * @param large what it serves at {@code /large}
   */
  public Shop(Path folder, String address, byte[] large) throws IOException {
    this.folder = folder;
    this.large = large;
    makeKey();
    Files.writeString(hosts(), "%s %s%n%s %s%n".formatted(address, HOST, address, OTHER_HOST));
    this.server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), 443), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  private void makeKey() throws IOException {
    keytool(
        "-genkeypair",
        "-alias",
        "shop",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + HOST,
        "-ext",
        "SAN=dns:%s,dns:%s".formatted(HOST, OTHER_HOST),
        "-keystore",
        folder.resolve("shop.p12").toString());
    var pem = folder.resolve("shop.pem");
    Files.writeString(
        pem,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate())
            + "\n-----END CERTIFICATE-----\n");
    keytool(
        "-importcert",
        "-noprompt",
        "-alias",
        "shop",
        "-file",
        pem.toString(),
        "-keystore",
        folder.resolve("trust.p12").toString());
  }

  private static void keytool(String... words) throws IOException {
    var command = new java.util.ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private KeyStore keys() throws IOException {
    try (var in = Files.newInputStream(folder.resolve("shop.p12"))) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      return keys;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private byte[] certificate() throws IOException {
    try {
      return keys().getCertificate("shop").getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private SSLContext context() throws IOException {
    try {
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys(), PASSWORD.toCharArray());
      var context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      if (path.equals(HUGE_PATH)) {
        answerHuge(exchange);
        return;
      }
      byte[] body =
          switch (path) {
            case PROOF_PATH -> proof.getBytes(StandardCharsets.UTF_8);
            case "/large" -> large;
            case "/slow" -> slow;
            default -> "hello from the shop".getBytes(StandardCharsets.UTF_8);
          };
      boolean isThere = body.length > 0;
      exchange.sendResponseHeaders(isThere ? 200 : 404, isThere ? body.length : -1);
      if (isThere) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private void answerHuge(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, (long) HUGE_TIMES * large.length);
    for (int i = 0; i < HUGE_TIMES; i++) {
      exchange.getResponseBody().write(large);
    }
  }

  /** SHA-256 of the public key, by which a browser can be told to trust it (RFC 7469). */
  public String publicKeyPin() throws IOException {
    try {
      var key = keys().getCertificate("shop").getPublicKey().getEncoded();
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Empty takes it away. */
  public void publish(String line) {
    proof = line;
  }

  /** What lets programs of ours find and trust it. */
  public List<String> jvmFlags() {
    return List.of(
        "-Djdk.net.hosts.file=" + hosts(),
        "-Djavax.net.ssl.trustStore=" + folder.resolve("trust.p12"),
        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  private Path hosts() {
    return folder.resolve("hosts");
  }

  public Path certificateFile() {
    return folder.resolve("shop.pem");
  }

  /** The certificate and its key, for programs that take PEM. */
  public Path pemWithKey() throws IOException {
    try {
      var key = keys().getKey("shop", PASSWORD.toCharArray()).getEncoded();
      var file = folder.resolve("shop-key.pem");
      Files.writeString(
          file,
          Files.readString(certificateFile())
              + "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
              + "\n-----END PRIVATE KEY-----\n");
      return file;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
