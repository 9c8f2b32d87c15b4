package network.lumora.coordinator.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {
  @Test
  void namesTheProviderAndTheCustomer() {
    assertThat(Network.wide("203.0.113.7")).isEqualTo("203.0.0.0/16");
    assertThat(Network.narrow("203.0.113.7").prefix()).isEqualTo("203.0.113.0/24");
    assertThat(Network.wide("2001:db8:1:2::3")).isEqualTo("2001:db8:0:0:0:0:0:0/32");
    assertThat(Network.narrow("2001:db8:1:2ff::3").prefix()).isEqualTo("2001:db8:1:200:0:0:0:0/56");
  }

  @Test
  void whatIsNoAddressIsANetworkOfItsOwn() {
    assertThat(Network.wide("unknown")).isEqualTo("unknown");
    assertThat(Network.isLocal("unknown")).isFalse();
    assertThat(Network.isLocal("127.0.0.1")).isTrue();
  }
}
