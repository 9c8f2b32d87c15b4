package network.lumora.agent.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import network.lumora.proof.challenge.Carrier;
import network.lumora.proof.challenge.LowerBound;
import network.lumora.proof.challenge.SlotShape;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two ends on two threads, joined by what a WebSocket would be. */
@Timeout(240)
class MessageSlotTest {
  /** Ten times slower than life, so that a computer that stands still for seconds ends no slot. */
  private static long nanos() {
    return System.nanoTime() / 10;
  }

  private static final SlotShape SHAPE =
      SlotShape.ofMillis(new BytesPerSecond(1_000_000), 60, Carrier.STREAM);

  private static SlotTerms terms() {
    return new SlotTerms(
        Rig.TOKEN, Rig.KEY, SHAPE, new LowerBound(0, new BytesPerSecond(0)), nanos() + 50_000_000);
  }

  private static long patience() {
    return nanos() + TimeUnit.SECONDS.toNanos(30);
  }

  private static void assertProven(ChallengerEnd challenger, ProverEnd prover) throws Exception {
    var toProver = new AtomicReference<MessageSlot>();
    var toChallenger = new AtomicReference<MessageSlot>();
    var door = Rig.door();
    var from = new InetSocketAddress(SimulatedLine.PROVER, 1);
    Path down = message -> deliver(toProver.get(), message);
    Path up =
        message -> {
          door.received(message.duplicate(), from, nanos(), down);
          return deliver(toChallenger.get(), message);
        };
    toChallenger.set(new MessageSlot(challenger, down, MessageSlotTest::nanos));
    toProver.set(new MessageSlot(prover, up, MessageSlotTest::nanos));

    var both = CompletableFuture.allOf(run(toProver.get()), run(toChallenger.get()));
    both.get(30, TimeUnit.SECONDS);

    var measured = (SlotResult.Measured) challenger.result();
    assertThat(prover.result())
        .isEqualTo(new ProverResult.Done(measured.bytes(), measured.transcript()));
  }

  private static boolean deliver(MessageSlot to, ByteBuffer message) {
    to.received(message);
    return true;
  }

  private static CompletableFuture<Void> run(MessageSlot slot) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            slot.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        work -> Thread.ofVirtual().start(work));
  }

  @Test
  void provesHowFastItReceives() throws Exception {
    assertProven(new DownChallenger(terms()), new DownProver(Rig.TOKEN, patience()));
  }

  @Test
  void provesHowFastItSends() throws Exception {
    assertProven(
        new UpChallenger(terms(), new SecureRandom()),
        new UpProver(Rig.TOKEN, Rig.KEY, Carrier.STREAM, new BytesPerSecond(1 << 30), patience()));
  }
}
