package network.lumora.protocol.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BytesTest {
  @Test
  void addsUp() {
    assertThat(new Bytes(2).plus(new Bytes(3))).isEqualTo(new Bytes(5));
  }

  @Test
  void refusesLessThanNothing() {
    assertThatThrownBy(() -> new Bytes(-1)).hasMessageContaining("negative");
  }
}
