package network.lumora.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import network.lumora.scraper.Answers;
import network.lumora.scraper.RawServer;
import network.lumora.scraper.Vectors;
import network.lumora.scraper.guard.Admitted;
import network.lumora.scraper.guard.Approved;
import network.lumora.scraper.guard.DevelopmentDestinations;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.guard.NetworkView;
import network.lumora.scraper.page.Failure;
import network.lumora.scraper.page.PageLimits;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class TlsTest {
  private static final char[] PASSWORD = "loopback".toCharArray();

  @Test
  void refusesACertificateThatNobodyVouchesFor() throws Exception {
    try (var server = server();
        var fetcher = new Fetcher("LumoraBot/0.1", Throttle.NONE, () -> 0)) {
      var failed = (Fetched.Failed) fetch(fetcher, server);

      assertThat(failed.code()).isEqualTo(Failure.TLS_CERTIFICATE_ERROR);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void countsTheHandshakeAndKeepsTheConnection() throws Exception {
    try (var server = server();
        var fetcher = new Fetcher("LumoraBot/0.1", Throttle.NONE, () -> 0, trusting())) {
      var first = (Fetched.Answer) fetch(fetcher, server);
      var second = (Fetched.Answer) fetch(fetcher, server);

      assertThat(first.body().text()).isEqualTo("<h1>sealed</h1>");
      assertThat(second.traffic().downBytes()).isGreaterThan(second.body().lengthBytes());
      assertThat(first.traffic().downBytes()).isGreaterThan(second.traffic().downBytes() + 400);
      assertThat(first.traffic().upBytes()).isGreaterThan(second.traffic().upBytes() + 200);
      assertThat(server.connections()).isOne();
    }
  }

  private static Fetched fetch(Fetcher fetcher, RawServer server) {
    var guard =
        new Guard(
            new HttpUrls(),
            Optional::of,
            () -> NetworkView.NOTHING,
            new DevelopmentDestinations(Set.of(server.authority())));
    var admitted = (Admitted) guard.admit("https://" + server.authority() + "/");
    var approved = (Approved) guard.approve(admitted, List.of(InetAddress.ofLiteral("127.0.0.1")));
    return fetcher.fetch(approved, PageLimits.DEFAULT, BodyRule.PAGE);
  }

  private static RawServer server() throws GeneralSecurityException, IOException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(), PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    var socket =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    return RawServer.start(socket, (_, out) -> Answers.page(out, "<h1>sealed</h1>"));
  }

  private static OkHttpClient trusting() throws GeneralSecurityException, IOException {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store());
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return new OkHttpClient.Builder()
        .sslSocketFactory(
            context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
        .build();
  }

  private static KeyStore store() throws GeneralSecurityException, IOException {
    var keys = KeyStore.getInstance("PKCS12");
    keys.load(
        new ByteArrayInputStream(Vectors.bytes(TlsTest.class, "/tls/loopback.p12")), PASSWORD);
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "site", keys.getKey("site", PASSWORD), PASSWORD, keys.getCertificateChain("site"));
    store.setCertificateEntry("trusted", keys.getCertificate("site"));
    return store;
  }
}
