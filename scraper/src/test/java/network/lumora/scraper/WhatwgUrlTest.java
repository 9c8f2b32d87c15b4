package network.lumora.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import network.lumora.scraper.guard.DevelopmentDestinations;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.page.Refusal;
import org.junit.jupiter.api.Test;

/** The URLs of the WHATWG suite that need no base: see {@code vectors/README.md}. */
class WhatwgUrlTest {
  private final Guard guard = GuardedUrlTest.guard(DevelopmentDestinations.NONE);

  @Test
  void admitsNoUrlThatMustFailAndReadsEveryHostAlike() {
    var lines = Vectors.lines("whatwg-urls.tsv");
    var admitted = 0;
    for (var line : lines) {
      var cells = line.split("\t", -1);
      var verdict = GuardedUrlTest.verdict(guard, Escapes.read(cells[0]));
      if (!isRefusal(verdict)) {
        admitted++;
        assertThat(verdict).as(line).isEqualTo(cells[1]);
      }
    }
    assertThat(lines).hasSize(405);
    assertThat(admitted).isEqualTo(49);
  }

  private static boolean isRefusal(String verdict) {
    try {
      return Refusal.valueOf(verdict).name().equals(verdict);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
