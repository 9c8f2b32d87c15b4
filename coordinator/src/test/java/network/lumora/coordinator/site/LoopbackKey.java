package network.lumora.coordinator.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import network.lumora.scraper.fetch.Fetcher;
import network.lumora.scraper.fetch.Throttle;

/**
 * A fresh key of 127.0.0.1, and fetchers that trust it or do not: a client takes the JDK's trust as
 * the properties say when it is made.
 */
final class LoopbackKey {
  private static final String PASSWORD = "loopback";

  private final Path file;

  LoopbackKey(Path folder) throws IOException, InterruptedException {
    file = folder.resolve("site.p12");
    keytool("-genkeypair -alias site -keyalg EC -dname CN=127.0.0.1 -ext SAN=ip:127.0.0.1");
  }

  private void keytool(String words) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words.split(" ")));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
  }

  /** One that trusts this key and no other. */
  Fetcher trustingFetcher() {
    var before = System.getProperties();
    var trusting = new Properties();
    trusting.putAll(before);
    trusting.setProperty("javax.net.ssl.trustStore", file.toString());
    trusting.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    System.setProperties(trusting);
    try {
      return strangersFetcher();
    } finally {
      System.setProperties(before);
    }
  }

  /** One that trusts whom this machine trusts. */
  static Fetcher strangersFetcher() {
    return new Fetcher("LumoraBot/0.1", Throttle.NONE, () -> 0);
  }

  SSLContext context() throws IOException {
    try (var in = Files.newInputStream(file)) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD.toCharArray());
      var context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
