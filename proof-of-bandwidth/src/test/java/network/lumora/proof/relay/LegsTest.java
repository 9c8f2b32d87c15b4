package network.lumora.proof.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import network.lumora.proof.receipt.Chunk;
import network.lumora.proof.receipt.Countersigning;
import network.lumora.proof.receipt.Pair;
import network.lumora.proof.receipt.ReceivingEnd;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.units.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegsTest {
  private static final int RECORD = LegLimits.RECORD_BYTES;

  private final Pair pair = new Pair(1);
  private final PaidLeg agent = new PaidLeg(pair.terms, pair.provider);
  private final PayingLeg payer;

  /** What is on its way: a record, or a receipt. */
  private final Deque<Object> toPayer = new ArrayDeque<>();

  private final Deque<Object> toAgent = new ArrayDeque<>();
  private long sentUp;
  private long windowBeganMicros;
  private long nowMicros;

  LegsTest() throws ProtocolException {
    payer = new PayingLeg(pair.terms, pair.receiver);
  }

  /** Neither end ever takes the other for a cheat, and both always get on. */
  @ParameterizedTest
  @CsvSource({
    "1, 6000000, 6000000",
    "2, 6000000, 6000000",
    "3, 9000000, 0",
    "4, 0, 9000000",
    "5, 9000000, 100000",
    "6, 100000, 9000000",
    "7, 6000000, 6000000",
    "8, 6000000, 6000000"
  })
  void honestEndsGetOnHoweverTheirBytesCross(long seed, long upBytes, long downBytes)
      throws ProtocolException {
    var random = new Random(seed);
    long upLeft = upBytes;
    long downLeft = downBytes;
    int steps = 0;
    while (upLeft > 0 || downLeft > 0 || !isSettled()) {
      assertThat(steps++).as("both get on").isLessThan(200_000);
      nowMicros += random.nextInt(2_000);
      int size = random.nextInt(4) == 0 ? 5 + random.nextInt(RECORD - 5) : RECORD;
      switch (random.nextInt(4)) {
        case 0 -> upLeft -= sendUp((int) Math.min(size, upLeft));
        case 1 -> downLeft -= sendDown((int) Math.min(size, downLeft));
        case 2 -> arriveAtPayer();
        default -> arriveAtAgent();
      }
      sign(false);
      assertExposureIsBounded();
    }
    assertThat(agent.head()).isEqualTo(payer.confirmed());
    assertThat(agent.head().up()).isEqualTo(new Bytes(upBytes));
    assertThat(agent.head().down()).isEqualTo(new Bytes(downBytes));
  }

  /** Whatever both want to send: the grant is the bound, and all that moved gets its signature. */
  @ParameterizedTest
  @CsvSource({"1, 4, 4", "2, 8, 1", "3, 1, 8", "4, 1, 0", "5, 0, 1", "6, 5, 3"})
  void neitherEndMovesMoreThanTheGrant(long seed, int upShare, int downShare)
      throws ProtocolException {
    var random = new Random(seed);
    long max = pair.grant.maxBytes().count();
    long sentDown = 0;
    boolean wasUsedUp = false;
    int steps = 0;
    while (!wasUsedUp || !isSettled()) {
      assertThat(steps++).as("it is used up some day").isLessThan(400_000);
      nowMicros += random.nextInt(2_000);
      wasUsedUp |= agent.isUsedUp();
      int turn = random.nextInt(upShare + downShare);
      if (!wasUsedUp && turn < upShare) {
        sendUp(RECORD);
      } else if (!wasUsedUp) {
        sentDown += sendDown(RECORD);
      }
      arriveAtPayer();
      arriveAtAgent();
      sign(wasUsedUp);
      assertThat(sentUp + sentDown).isLessThanOrEqualTo(max);
    }
    assertThat(agent.maySend(RECORD)).isFalse();
    assertThat(agent.head()).isEqualTo(payer.confirmed());
    assertThat(agent.head().bytes()).isEqualTo(new Bytes(sentUp + sentDown));
    assertThat(sentUp + sentDown).isGreaterThan(max - 3L * Pair.WINDOW);
  }

  private boolean isSettled() {
    return toPayer.isEmpty()
        && toAgent.isEmpty()
        && agent.head().equals(payer.confirmed())
        && !payer.isDue(ReceivingEnd.WINDOW_MICROS, true);
  }

  private int sendUp(int bytes) {
    if (bytes == 0 || !agent.maySend(bytes)) {
      return 0;
    }
    var record = chunk(bytes);
    agent.sent(record);
    toPayer.addLast(record);
    sentUp += bytes;
    return bytes;
  }

  /** Its digest need not be of bytes that are there. */
  private Chunk chunk(int bytes) {
    return new Chunk(Sha256.of(pair.id()), bytes);
  }

  private int sendDown(int bytes) throws ProtocolException {
    if (bytes == 0) {
      return 0;
    }
    if (!payer.maySend(bytes)) {
      sign(true);
      return 0;
    }
    signFirst(bytes);
    payer.sent(bytes);
    toAgent.addLast(bytes);
    return bytes;
  }

  private void signFirst(int bytes) {
    if (payer.mustSignFor(bytes)) {
      signNow();
    }
  }

  private void sign(boolean isHeldUp) {
    if (payer.isDue(nowMicros - windowBeganMicros, isHeldUp)) {
      signNow();
    }
  }

  private void signNow() {
    toAgent.addLast(payer.sign(Pair.times(windowBeganMicros / 1_000, 1), pair.id()));
    windowBeganMicros = nowMicros;
  }

  private void arriveAtPayer() throws ProtocolException {
    switch (toPayer.pollFirst()) {
      case Chunk record -> {
        signFirst(record.bytes());
        payer.received(record);
      }
      case Envelope receipt -> payer.countersigned(receipt, true);
      case null, default -> {}
    }
  }

  private void arriveAtAgent() throws ProtocolException {
    switch (toAgent.pollFirst()) {
      case Integer bytes -> agent.received(bytes);
      case Envelope receipt -> {
        var answer = agent.answer(receipt);
        assertThat(answer).isInstanceOf(Countersigning.Signed.class);
        toPayer.addLast(((Countersigning.Signed) answer).receipt());
      }
      case null, default -> {}
    }
  }

  private void assertExposureIsBounded() {
    assertThat(sentUp - agent.head().up().count()).isLessThan(Pair.WINDOW);
  }

  @Test
  void theAgentStopsBeforeOneWindowIsUnsigned() {
    long sent = 0;
    while (agent.maySend(RECORD)) {
      agent.sent(chunk(RECORD));
      sent += RECORD;
    }

    assertThat(sent).isBetween(Pair.WINDOW - 4L * RECORD, (long) Pair.WINDOW);
    assertThatThrownBy(() -> agent.sent(chunk(RECORD))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void thePayerStopsWhereTheAgentsBytesWouldNotFit() throws ProtocolException {
    long sent = 0;
    while (payer.maySend(RECORD)) {
      sendDown(RECORD);
      sent += RECORD;
    }

    assertThat(sent).isBetween(Pair.WINDOW - 4L * RECORD, (long) Pair.WINDOW);
  }

  @Test
  void aPayerThatNeverSignsIsFound() {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i <= 2 * Pair.WINDOW / RECORD; i++) {
                agent.received(RECORD);
              }
            })
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void anAgentThatNeverSignsIsFound() {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i <= 2 * Pair.WINDOW / RECORD; i++) {
                signFirst(RECORD);
                payer.received(chunk(RECORD));
              }
            })
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void theAgentLeavesOfTheGrantWhatMayBeOnItsWay() throws ProtocolException {
    long sent = 0;
    for (int step = 0; step < 400_000 && (agent.maySend(RECORD) || !isSettled()); step++) {
      nowMicros += 1_000;
      sent += sendUp(RECORD);
      arriveAtPayer();
      sign(false);
      arriveAtAgent();
    }

    assertThat(sent)
        .isBetween(
            pair.grant.maxBytes().count() - 2L * Pair.WINDOW - RECORD,
            pair.grant.maxBytes().count() - 2L * Pair.WINDOW);
  }
}
