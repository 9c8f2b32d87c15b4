package network.lumora.consumer.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void takesAwayWhatSteersATerminal() {
    assertThat(Printable.of("a\u001b[2J\nb\u202ec\ud800d", 100)).isEqualTo("a [2J b c d");
    assertThat(Printable.of("abcdef", 3)).isEqualTo("abc...");
  }

  @Test
  void saysAmountsAsPeopleDo() {
    assertThat(Quantity.bytes(0)).isEqualTo("0 B");
    assertThat(Quantity.bytes(999)).isEqualTo("999 B");
    assertThat(Quantity.bytes(1_000)).isEqualTo("1.0 kB");
    assertThat(Quantity.bytes(1_234_567)).isEqualTo("1.2 MB");
    assertThat(Quantity.seconds(59)).isEqualTo("59 s");
    assertThat(Quantity.seconds(200)).isEqualTo("3 min 20 s");
    assertThat(Quantity.seconds(7_500)).isEqualTo("2 h 05 min");
    assertThat(Quantity.bar(1, 2, 4)).isEqualTo("##..");
    assertThat(Quantity.bar(0, 0, 4)).isEqualTo("....");
  }
}
