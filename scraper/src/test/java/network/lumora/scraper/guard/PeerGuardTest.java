package network.lumora.scraper.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeerGuardTest {
  private final PeerGuard guard =
      new PeerGuard(
          () ->
              new NetworkView(
                  List.of(Prefix.parse("198.41.0.0/24")),
                  Set.of(),
                  Set.of(),
                  Set.of(InetAddress.ofLiteral("8.8.4.4"))),
          new DevelopmentDestinations(Set.of("127.0.0.1:8482")));

  @Test
  void letsDatagramsGoToPublicAddressesOutsideTheHome() {
    assertThat(guard.admits(at("8.8.8.8", 53_000))).isTrue();
    assertThat(guard.admits(at("8.8.4.4", 53_000))).isFalse();
    assertThat(guard.admits(at("198.41.0.9", 53_000))).isFalse();
  }

  @Test
  void ownAndPrivateAddressesAreOutOfReach() {
    assertThat(guard.admits(at("127.0.0.1", 8483))).isFalse();
    assertThat(guard.admits(at("192.168.1.1", 53))).isFalse();
    assertThat(guard.admits(at("169.254.169.254", 80))).isFalse();
    assertThat(guard.admits(at("::1", 8482))).isFalse();
  }

  @Test
  void whatTheUserHasOpenedIsOpen() {
    assertThat(guard.admits(at("127.0.0.1", 8482))).isTrue();
  }

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }
}
