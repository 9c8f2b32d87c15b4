package network.lumora.agent.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoorTest {
  private static final InetSocketAddress PROVER =
      new InetSocketAddress(SimulatedLine.PROVER, 4_000);
  private static final InetSocketAddress OTHER =
      new InetSocketAddress(InetAddress.ofLiteral("198.51.100.1"), 4_000);

  private final Door door = Rig.door();
  private final SlotDatagrams prover = new SlotDatagrams(Rig.TOKEN);
  private final List<byte[]> answers = new ArrayList<>();

  private boolean keep(ByteBuffer datagram) {
    var bytes = new byte[datagram.remaining()];
    datagram.get(bytes);
    return answers.add(bytes);
  }

  private byte[] cookie() {
    return SlotDatagrams.readCookie(ByteBuffer.wrap(answers.getLast()));
  }

  @Test
  void opensToWhomGivesTheCookieBack() {
    door.received(prover.hello(), PROVER, 100, this::keep);
    door.received(prover.cookie(DatagramType.READY, cookie()), PROVER, 350, this::keep);

    assertThat(door.opened()).contains(PROVER);
    assertThat(door.rttNanos()).hasValue(250);
  }

  @Test
  void answersWithLessThanCame() {
    var hello = prover.hello();
    int came = hello.remaining();

    door.received(hello, PROVER, 1, this::keep);

    assertThat(answers.getFirst().length).isLessThan(came);
  }

  @Test
  void doesNotAnswerAnotherAddress() {
    assertThat(door.received(prover.hello(), OTHER, 1, this::keep)).isFalse();

    assertThat(answers).isEmpty();
  }

  @Test
  void doesNotAnswerAStrangersToken() {
    var stranger = new SlotDatagrams(new SlotToken("b2".repeat(16)));

    assertThat(door.received(stranger.hello(), PROVER, 1, this::keep)).isFalse();

    assertThat(answers).isEmpty();
  }

  @Test
  void aCookieIsGoodForOnePortOnly() {
    door.received(prover.hello(), PROVER, 1, this::keep);
    door.received(
        prover.cookie(DatagramType.READY, cookie()),
        new InetSocketAddress(SimulatedLine.PROVER, 4_001),
        2,
        this::keep);

    assertThat(door.opened()).isEmpty();
  }

  @Test
  void aHelloThatIsShorterThanItsAnswerIsPassedOver() {
    door.received(prover.hello().limit(40), PROVER, 1, this::keep);

    assertThat(answers).isEmpty();
  }
}
