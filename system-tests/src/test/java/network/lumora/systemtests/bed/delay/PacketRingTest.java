package network.lumora.systemtests.bed.delay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PacketRingTest {
  private final PacketRing ring = new PacketRing(Arena.ofAuto(), 8);

  @Test
  void givesPacketsInOrderWithTheirLengthTimeAndBytes() {
    var random = RandomGenerator.of("L64X128MixRandom");
    var expected = new ArrayDeque<Integer>();
    for (int i = 0; i < 2_000; i++) {
      if (!ring.isFull() && random.nextBoolean()) {
        ring.bytes().set(ValueLayout.JAVA_INT, ring.tailOffset(), i);
        ring.add(i % 1_500, i * 10L);
        expected.add(i);
      } else if (!ring.isEmpty()) {
        int next = expected.remove();
        assertThat(ring.bytes().get(ValueLayout.JAVA_INT, ring.headOffset())).isEqualTo(next);
        assertThat(ring.headLength()).isEqualTo(next % 1_500);
        assertThat(ring.headDueNanos()).isEqualTo(next * 10L);
        ring.take();
      }
      assertThat(ring.isEmpty()).isEqualTo(expected.isEmpty());
      assertThat(ring.isFull()).isEqualTo(expected.size() == 8);
    }
  }

  @Test
  void carriesPacketsFromOneThreadToAnother() throws InterruptedException {
    int packets = 50_000;
    var adding =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < packets; i++) {
                    while (ring.isFull()) {
                      Thread.onSpinWait();
                    }
                    ring.bytes().set(ValueLayout.JAVA_INT, ring.tailOffset(), i);
                    ring.add(i & 1_023, i);
                  }
                });
    int right = 0;
    for (int i = 0; i < packets; i++) {
      while (ring.isEmpty()) {
        Thread.onSpinWait();
      }
      right += ring.bytes().get(ValueLayout.JAVA_INT, ring.headOffset()) == i ? 1 : 0;
      right += ring.headDueNanos() == i ? 1 : 0;
      ring.take();
    }
    adding.join();

    assertThat(right).isEqualTo(2 * packets);
  }

  @Test
  void refusesASizeThatIsNoPowerOfTwo() {
    assertThatThrownBy(() -> new PacketRing(Arena.ofAuto(), 12))
        .hasMessage("not a power of two: 12");
  }
}
