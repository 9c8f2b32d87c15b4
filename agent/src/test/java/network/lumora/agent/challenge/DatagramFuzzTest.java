package network.lumora.agent.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.IntStream;
import network.lumora.agent.challenge.Rig.Way;
import network.lumora.proof.challenge.Carrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatagramFuzzTest {
  private static final InetSocketAddress FROM = new InetSocketAddress(SimulatedLine.PROVER, 9);

  /** Anything from noise to datagrams with the right token and a wrong rest. */
  private static ByteBuffer datagram(Random random) {
    var bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(1_500) : random.nextInt(70)];
    random.nextBytes(bytes);
    if (bytes.length > 17 && random.nextInt(8) != 0) {
      Rig.TOKEN.write(bytes, 1);
      bytes[0] = (byte) random.nextInt(14);
      if (bytes.length > 24 && random.nextBoolean()) {
        bytes[17] = 0;
        bytes[18] = 0;
        bytes[21] = 0;
        bytes[22] = 0;
      }
    }
    return ByteBuffer.wrap(bytes);
  }

  @ParameterizedTest
  @EnumSource
  void noDatagramBreaksAnEnd(Way way) {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var rig = Rig.symmetric(5, 8, 200, seed);
      SlotEnd challenger = rig.challenger(way, rig.terms(rig.renewal(5).shape(Carrier.UDP_IPV4)));
      SlotEnd prover = rig.prover(way);

      assertThatCode(() -> drive(random, challenger, prover)).doesNotThrowAnyException();
    }
  }

  private static void drive(Random random, SlotEnd... ends) {
    var door = Rig.door();
    long nanos = 0;
    for (int i = 0; i < 1_000; i++) {
      nanos += random.nextInt(1_000_000);
      for (var end : ends) {
        if (!end.isOver()) {
          end.due(nanos, _ -> random.nextInt(10) != 0);
        }
        if (!end.isOver()) {
          end.received(datagram(random), nanos, _ -> random.nextInt(10) != 0);
        }
      }
      door.received(datagram(random), FROM, nanos, _ -> true);
    }
  }

  @Test
  void anyOrderOfArrivalIsToldWhole() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var order = shuffled(random, 1 + random.nextInt(3_000), random.nextInt(1_000));
      var read = new int[order.length];
      var datagrams = new SlotDatagrams(Rig.TOKEN);

      int known = 0;
      while (known < order.length) {
        int after =
            SlotDatagrams.readOrder(datagrams.order(known, order, order.length), read, known);
        assertThat(after).isGreaterThan(known);
        known = after;
      }

      assertThat(read).isEqualTo(order);
    }
  }

  private static int[] shuffled(Random random, int size, int swaps) {
    var order = IntStream.range(0, size).toArray();
    for (int i = 0; i < swaps; i++) {
      int a = random.nextInt(size);
      int b = random.nextInt(size);
      int kept = order[a];
      order[a] = order[b];
      order[b] = kept;
    }
    return order;
  }
}
