package network.lumora.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import network.lumora.bridge.agent.Category;
import network.lumora.scraper.robots.PublicSuffixes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoriesTest {
  @ParameterizedTest
  @CsvSource({
    "www.hmrc.gov.uk, GOVERNMENT",
    "www.army.mil, MILITARY",
    "cs.mit.edu, EDUCATION",
    "www.ox.ac.uk, EDUCATION",
    "news.bbc.co.uk, NEWS",
    "www.nhs.uk, HEALTH",
    "smile.amazon.de, SHOPPING",
    "mil.example.org, UNCATEGORISED",
    "gov.example.com, UNCATEGORISED",
    "127.0.0.1, UNCATEGORISED",
  })
  void knowsSomeOfTheWorld(String host, Category category) {
    assertThat(new Sites(new PublicSuffixes(), Categories.ours()).of(host).category())
        .isEqualTo(category);
  }

  @Test
  void theHostsOwnLinesWinAndTheLongestNameDecides() {
    var categories =
        Categories.ours()
            .with("# mine\n\n shopping  example.org .bbc.co.uk # both\r\nNEWS a.example.org\n");
    var sites = new Sites(_ -> Optional.empty(), categories);

    assertThat(sites.of("www.bbc.co.uk").category()).isEqualTo(Category.SHOPPING);
    assertThat(sites.of("b.example.org").category()).isEqualTo(Category.SHOPPING);
    assertThat(sites.of("x.a.example.org").category()).isEqualTo(Category.NEWS);
  }

  @Test
  void aBadLineIsNamed() {
    assertThatThrownBy(() -> Categories.ours().with("NEWS a.org\nCATS b.org"))
        .hasMessageStartingWith("line 2: expected one of ADULT, GAMBLING");
    assertThatThrownBy(() -> Categories.ours().with("NEWS https://a.org/"))
        .hasMessageStartingWith("line 1: expected a site such as");
  }

  @Test
  void noTextIsABug() {
    var ours = Categories.ours();
    var sites = new Sites(_ -> Optional.empty(), ours);
    var random = new Random(3);
    for (int round = 0; round < 5_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.appendCodePoint(
            random.nextInt(4) == 0
                ? random.nextInt(0x3000)
                : " .#\nNEWSab-_".charAt(random.nextInt(12)));
      }
      try {
        var _ = ours.with(text.toString());
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("line ");
      }
      var _ = sites.of(text.toString());
    }
  }
}
