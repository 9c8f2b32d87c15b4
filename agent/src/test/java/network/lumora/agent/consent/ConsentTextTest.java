package network.lumora.agent.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConsentTextTest {
  @Test
  void theTextThatCountsIsTheOneThatIsShown() {
    var text = ConsentText.current();

    assertThat(text.text()).contains("lumora pause", "(text " + text.version() + ")");
    assertThat(text.digest())
        .as("the words have changed: count ConsentText.CURRENT up, so that hosts are asked again")
        .hasToString("c780b2d86d353c38a62736ea853509c6570e8123140ecb0775924d4183ff04c6");
  }
}
