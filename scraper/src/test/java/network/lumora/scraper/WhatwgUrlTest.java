package network.lumora.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.lumora.scraper.guard.DevelopmentDestinations;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.page.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The WHATWG suite, not kept here: see {@code vectors/README.md}. */
@EnabledIfSystemProperty(named = "lumora.vectors", matches = ".+")
class WhatwgUrlTest {
  private final Guard guard = GuardedUrlTest.guard(DevelopmentDestinations.NONE);

  @Test
  void admitsNoUrlThatMustFailAndReadsEveryHostAlike() throws IOException {
    var file = Path.of(System.getProperty("lumora.vectors"), "wpt-urls.tsv");
    var admitted = 0;
    for (var line : Files.readAllLines(file)) {
      var cells = line.split("\t", -1);
      var verdict = GuardedUrlTest.verdict(guard, Escapes.read(cells[0]));
      if (!isRefusal(verdict)) {
        admitted++;
        assertThat(verdict).as(line).isEqualTo(cells[1]);
      }
    }
    assertThat(admitted).isPositive();
    System.out.println("admitted of the WHATWG suite: " + admitted);
  }

  private static boolean isRefusal(String verdict) {
    try {
      return Refusal.valueOf(verdict).name().equals(verdict);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
