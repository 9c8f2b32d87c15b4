package network.lumora.consumer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.units.Bytes;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void showsCountsRateAndWhatIsLeft() {
    var progress = new Progress();

    assertThat(progress.line(status(10, 1_000_000), 0))
        .isEqualTo(
            "[##..................] 10/100 pages: 8 ok, 1 refused, 1 failed, 4 in work; 1.0 MB");
    assertThat(progress.line(status(50, 5_000_000), 10 * SECOND))
        .endsWith("5.0 MB; 4.0 pages/s, 400.0 kB/s; 13 s left");
  }

  private static OrderStatus status(int done, long bytes) {
    return new OrderStatus(
        "00112233445566778899aabbccddeeff",
        OrderStatus.State.OPEN,
        100,
        done - 2,
        1,
        1,
        4,
        96 - done,
        new Bytes(bytes),
        Instant.EPOCH,
        "");
  }
}
