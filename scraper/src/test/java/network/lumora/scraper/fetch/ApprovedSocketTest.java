package network.lumora.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import network.lumora.scraper.RawServer;
import network.lumora.scraper.guard.Admitted;
import network.lumora.scraper.guard.Approved;
import network.lumora.scraper.guard.DevelopmentDestinations;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.guard.NetworkView;
import network.lumora.scraper.page.PageLimits;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

/** The last line: below OkHttp, whatever OkHttp was told. */
class ApprovedSocketTest {
  private final ScopedValue<Meter> meters = ScopedValue.newInstance();

  @Test
  void refusesAnAddressLiteralThatNeverAskedTheNameService() {
    try (var approvedServer = RawServer.start((_, out) -> out.close());
        var hidden = RawServer.start((_, out) -> out.close())) {
      var approved = approved(approvedServer.authority());
      var client =
          new OkHttpClient.Builder()
              .fastFallback(false)
              .socketFactory(new ApprovedSockets(approved, meters))
              .dns(PinnedNames.of(approved))
              .build();
      var call = client.newCall(new Request.Builder().url(hidden.url("/")).build());

      assertThatThrownBy(() -> metered(call::execute)).isInstanceOf(BrokenRule.class);

      assertThat(hidden.connections()).isZero();
    }
  }

  @Test
  void refusesAnotherPortOfAnApprovedAddressAndUnresolvedNames() throws IOException {
    try (var server = RawServer.start((_, out) -> out.close());
        var hidden = RawServer.start((_, out) -> out.close());
        var socket = new ApprovedSocket(approved(server.authority()), meters)) {
      var loopback = InetAddress.ofLiteral("127.0.0.1");
      var other = new InetSocketAddress(loopback, hidden.port());
      var unresolved = InetSocketAddress.createUnresolved("localhost", server.port());

      assertThatThrownBy(() -> metered(() -> connect(socket, other)))
          .isInstanceOf(BrokenRule.class);
      assertThatThrownBy(() -> metered(() -> connect(socket, unresolved)))
          .isInstanceOf(BrokenRule.class);

      assertThat(hidden.connections()).isZero();
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void movesNothingBetweenExchanges() throws Exception {
    try (var server = RawServer.start((_, out) -> out.close());
        var socket = new ApprovedSocket(approved(server.authority()), meters)) {
      var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.port());
      metered(() -> connect(socket, address));

      assertThatThrownBy(() -> socket.getOutputStream().write(1))
          .hasMessageContaining("no exchange");
      assertThatThrownBy(() -> socket.getInputStream().read()).hasMessageContaining("no exchange");
    }
  }

  @Test
  void tellsHowLongAConnectionTook() throws Exception {
    var told = new ArrayList<String>();
    var ticker = new AtomicLong();
    var throttle =
        new Throttle() {
          @Override
          public void awaitDown(int bytes) {}

          @Override
          public void awaitUp(int bytes) {}

          @Override
          public void connected(String host, long roundTripNanos) {
            told.add(host + " " + roundTripNanos);
          }
        };
    var meter = new Meter(throttle, () -> ticker.addAndGet(7), PageLimits.DEFAULT);
    try (var server = RawServer.start((_, out) -> out.close());
        var socket = new ApprovedSocket(approved(server.authority()), meters)) {
      var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.port());

      ScopedValue.where(meters, meter).call(() -> connect(socket, address));

      assertThat(told).containsExactly("127.0.0.1 7");
    }
  }

  private static boolean connect(ApprovedSocket socket, InetSocketAddress to) throws IOException {
    socket.connect(to, 1_000);
    return true;
  }

  private <T> T metered(ScopedValue.CallableOp<T, IOException> work) throws IOException {
    return ScopedValue.where(meters, new Meter(Throttle.NONE, () -> 0, PageLimits.DEFAULT))
        .call(work);
  }

  private static Approved approved(String authority) {
    var guard =
        new Guard(
            new HttpUrls(),
            Optional::of,
            () -> NetworkView.NOTHING,
            new DevelopmentDestinations(Set.of(authority)));
    var admitted = (Admitted) guard.admit("http://" + authority + "/");
    return (Approved) guard.approve(admitted, List.of(InetAddress.ofLiteral("127.0.0.1")));
  }
}
