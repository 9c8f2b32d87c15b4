package network.lumora.systemtests.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** A search that finds nothing proves something only if it would have found something. */
class HaystackTest {
  private static final String NEEDLE = "a sentence of the page";

  @Test
  void findsWhatStandsThereInEachSpelling() {
    for (int before = 0; before < 6; before++) {
      var text = "x".repeat(before) + NEEDLE + " and more";
      var plain = new Haystack();
      plain.add("plain", text.getBytes(StandardCharsets.UTF_8));
      var coded = new Haystack();
      coded.add("coded", Base64.getEncoder().encode(text.getBytes(StandardCharsets.UTF_8)));

      assertThat(plain.find(NEEDLE)).containsExactly("plain");
      assertThat(coded.find(NEEDLE)).containsExactly("coded");
    }
  }

  @Test
  void findsNothingElsewhere() {
    var haystack = new Haystack();
    haystack.add("other", "another sentence".getBytes(StandardCharsets.UTF_8));

    assertThat(haystack.find(NEEDLE)).isEmpty();
  }
}
