package network.lumora.consumer.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import network.lumora.protocol.message.Place;
import network.lumora.protocol.message.Urgency;
import network.lumora.protocol.message.Wishes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WishTextTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00.123456Z");

  private static Wishes parse(@Nullable String deadline, String... places)
      throws BadOrderException {
    return new WishText(null, deadline, List.of(places)).parse(NOW);
  }

  @Test
  void nothingTypedIsNothingWished() throws BadOrderException {
    assertThat(parse(null)).isEqualTo(Wishes.NONE);
  }

  @ParameterizedTest
  @CsvSource({"90s,PT90S", "30m,PT30M", "2h,PT2H", "3d,PT72H"})
  void aSpanCountsFromNow(String text, Duration span) throws BadOrderException {
    assertThat(parse(text).deadline())
        .isEqualTo(Instant.parse("2026-11-22T03:00:00.123Z").plus(span));
  }

  @Test
  void aTimeNeedsItsOffset() throws BadOrderException {
    assertThat(parse("2026-11-22T18:00:00+01:00").deadline())
        .isEqualTo(Instant.parse("2026-11-22T17:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0s",
        "-5m",
        "5",
        "5w",
        "1000000d",
        "2026-11-22T18:00:00",
        "2026-11-22",
        "now"
      })
  void whatIsNoDeadlineIsRefusedWithAnExample(String text) {
    assertThatExceptionOfType(BadOrderException.class)
        .isThrownBy(() -> parse(text))
        .withMessageContaining("--deadline: expected a span such as 90s, 30m, 2h or 3d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-22T03:00:00Z", "0001-01-01T00:00:00Z"})
  void aDeadlineThatHasPassedIsRefused(String text) {
    assertThatExceptionOfType(BadOrderException.class)
        .isThrownBy(() -> parse(text))
        .withMessageContaining("has passed; it is 2026-11-22T03:00:00.123Z now");
  }

  @Test
  void placesAreTakenInAnyCaseAndOnce() throws BadOrderException {
    assertThat(parse(null, "de", " fr-idf", "DE").places())
        .containsExactly(Place.parse("DE"), Place.parse("FR-IDF"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Germany", "D", "DE-", "DE-BERL", "-BE", "DE BE", "D1"})
  void whatIsNoPlaceIsRefusedWithAnExample(String text) {
    assertThatExceptionOfType(BadOrderException.class)
        .isThrownBy(() -> parse(null, text))
        .withMessageContaining("--place: expected a ")
        .withMessageContaining("not \"" + text + "\"");
  }

  @Test
  void tooManyPlacesAreRefused() {
    var many = IntStream.range(0, 33).mapToObj("DE-%02d"::formatted).toArray(String[]::new);

    assertThatExceptionOfType(BadOrderException.class)
        .isThrownBy(() -> parse(null, many))
        .withMessageContaining("at most 32 places, not 33");
  }

  @Test
  void urgencyIsOneOfThree() throws BadOrderException {
    assertThat(new WishText("Whenever", null, List.of()).parse(NOW).urgency())
        .isEqualTo(Urgency.WHENEVER);
    assertThatExceptionOfType(BadOrderException.class)
        .isThrownBy(() -> new WishText("high", null, List.of()).parse(NOW))
        .withMessageContaining("--urgency: expected one of soon, normal, whenever, not high");
  }
}
