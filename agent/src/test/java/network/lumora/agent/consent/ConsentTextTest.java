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
        .hasToString("53be96fc32a55492e6deb17f332bc2f80e2f98086086a655557ffca0609cbbd1");
  }
}
