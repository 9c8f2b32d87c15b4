package network.lumora.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatorAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "wss://coordinator.example/agent",
        "wss://10.0.0.1:8443/agent",
        "ws://127.0.0.1:8080/agent",
        "ws://localhost:8080/agent",
        "ws://[::1]:8080/agent"
      })
  void takesTlsAnywhereAndPlaintextToThisMachine(String text) {
    assertThat(CoordinatorAddress.of(text, null, false)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ws://10.0.0.1/agent",
        "ws://coordinator.example/agent",
        "ws://localhost.evil.example/agent",
        "ws://127.0.0.1.evil.example/agent"
      })
  void refusesPlaintextToOthersUnlessAsked(String text) {
    assertThatThrownBy(() -> CoordinatorAddress.of(text, null, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--insecure-plaintext");
    assertThat(CoordinatorAddress.of(text, null, true).tls()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a/agent",
        "coordinator.example",
        "wss:///agent",
        "wss://u:p@a/",
        "wss://a/?x",
        "::"
      })
  void refusesWhatIsNoAddressOfACoordinator(String text) {
    assertThatThrownBy(() -> CoordinatorAddress.of(text, null, true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsTheUsualPorts() {
    assertThat(CoordinatorAddress.of("wss://a.example/", null, false).port()).isEqualTo(443);
    assertThat(CoordinatorAddress.of("ws://localhost/", null, false).port()).isEqualTo(80);
  }
}
