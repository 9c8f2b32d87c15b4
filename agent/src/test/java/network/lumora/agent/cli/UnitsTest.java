package network.lumora.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "50GB,50000000000",
    "1.5 MiB,1572864",
    "2mb,2000000",
    "7,7",
    "none,0",
    "unlimited,0",
    "0,0",
    "1TiB,1099511627776"
  })
  void readsAmounts(String text, long bytes) {
    assertThat(Units.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1MB", "1XB", "MB", "1e9", "1 000 MB", "999999999999999TB"})
  void refusesWhatIsNoAmount(String text) {
    assertThatThrownBy(() -> Units.bytes(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ratesAreInBytesAndSaySo() {
    assertThat(Units.bytesPerSecond("2MB/s")).isEqualTo(2_000_000);
    assertThat(Units.bytesPerSecond("250kB")).isEqualTo(250_000);
    assertThatThrownBy(() -> Units.bytesPerSecond("8Mbit/s")).hasMessageContaining("not bits");
    assertThatThrownBy(() -> Units.bytesPerSecond("8Mbps")).hasMessageContaining("not bits");
  }

  @Test
  void readsTimes() {
    assertThat(Units.duration("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(Units.duration("2h")).isEqualTo(Duration.ofHours(2));
    assertThatThrownBy(() -> Units.duration("tomorrow")).hasMessageContaining("30m, 2h or 1d");
  }

  @ParameterizedTest
  @CsvSource({"0,0 B", "999,999 B", "1000,1.0 kB", "999949,999.9 kB", "999950,1.0 MB"})
  void showsAmounts(long bytes, String text) {
    assertThat(Units.shown(bytes)).isEqualTo(text);
  }

  @Test
  void linesAreShownAsTheyAreSold() {
    assertThat(Units.megabits(new BytesPerSecond(1_200_000))).isEqualTo("9.6 Mbit/s");
    assertThat(Units.megabits(new BytesPerSecond(30_000_000))).isEqualTo("240 Mbit/s");
    assertThat(Units.megabits(null)).isEqualTo("unknown");
  }

  @Test
  void showsHowLongAgo() {
    assertThat(Units.ago(Duration.ofSeconds(20))).isEqualTo("just now");
    assertThat(Units.ago(Duration.ofMinutes(12))).isEqualTo("12 min ago");
    assertThat(Units.ago(Duration.ofHours(30))).isEqualTo("1 d ago");
  }

  @Test
  void drawsBars() {
    assertThat(StatusText.bar(25, 100)).isEqualTo("[#####...............] 25%");
    assertThat(StatusText.bar(300, 100)).isEqualTo("[####################] 100%");
  }
}
