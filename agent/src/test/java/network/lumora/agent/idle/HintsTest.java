package network.lumora.agent.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import network.lumora.agent.policy.Activity.Kind;
import network.lumora.agent.policy.Activity.Presence;
import network.lumora.agent.policy.LineUse;
import org.junit.jupiter.api.Test;

class HintsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void eachKindEndsByItself() {
    var hints = new Hints();

    hints.active(Kind.MEDIA, Duration.ofSeconds(60), NOW);
    var activity = hints.active(Kind.CALL, Duration.ofSeconds(30), NOW);

    assertThat(activity.until())
        .isEqualTo(Map.of(Kind.MEDIA, NOW.plusSeconds(60), Kind.CALL, NOW.plusSeconds(30)));
  }

  @Test
  void noHintOutlastsTheLongest() {
    assertThat(new Hints().active(Kind.CALL, Duration.ofDays(9), NOW).until())
        .containsEntry(Kind.CALL, NOW.plus(Hints.LONGEST));
  }

  @Test
  void whatIsOverEndsNowAndNotLaterThanItDid() {
    var hints = new Hints();
    hints.active(Kind.CALL, Duration.ofSeconds(30), NOW);

    assertThat(hints.over(Kind.CALL, NOW.plusSeconds(10)).until())
        .containsEntry(Kind.CALL, NOW.plusSeconds(10));
    assertThat(hints.over(Kind.CALL, NOW.plusSeconds(90)).until())
        .containsEntry(Kind.CALL, NOW.plusSeconds(10));
  }

  @Test
  void forgettingKeepsWhatTheDesktopSaid() {
    var hints = new Hints();
    hints.active(Kind.CALL, Duration.ofSeconds(30), NOW);
    hints.present(new Presence.Here());

    assertThat(hints.forget().until()).isEmpty();
    assertThat(hints.activity().presence()).isEqualTo(new Presence.Here());
  }

  @Test
  void aPeakIsRememberedForAsLongAsTheLineMustBeQuiet() {
    var peaks = new LinePeaks();
    peaks.add(NOW, 500);
    peaks.add(NOW.plusSeconds(10), 100);
    peaks.add(NOW.plusSeconds(20), 50);

    assertThat(peaks.at(NOW.plusSeconds(29))).contains(new LineUse(500, NOW.plusSeconds(30)));
    assertThat(peaks.at(NOW.plusSeconds(30))).contains(new LineUse(100, NOW.plusSeconds(40)));
    assertThat(peaks.at(NOW.plusSeconds(99))).isEmpty();
  }

  @Test
  void thePeakIsTheMostOfTheLastThirtySeconds() {
    var random = new Random(20261122);
    var peaks = new LinePeaks();
    var all = new java.util.ArrayList<Map.Entry<Instant, Long>>();
    var now = NOW;
    for (int i = 0; i < 2_000; i++) {
      now = now.plusSeconds(random.nextInt(1, 20));
      long rate = random.nextLong(1_000);
      peaks.add(now, rate);
      all.add(Map.entry(now, rate));
      var at = now.plusSeconds(random.nextInt(5));
      var most =
          all.stream()
              .filter(one -> at.isBefore(one.getKey().plus(LinePeaks.QUIET)))
              .map(Map.Entry::getValue)
              .max(Long::compareTo);
      assertThat(peaks.at(at).map(LineUse::peakBytesPerSecond))
          .isEqualTo(Optional.of(most.orElseThrow()));
      now = at;
    }
  }
}
