package network.lumora.systemtests.receipts;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import network.lumora.coordinator.settle.Taken;
import network.lumora.proof.receipt.Submission;
import network.lumora.proof.receipt.WindowTimes;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.message.Grant;

/**
 * Honest sessions as they are in homes: lines of 5 to 250 Mbit/s that were proven up to 3 % too
 * low, one to four sessions that share each, clocks that err by half a round trip and drift,
 * pauses, restarts, lost acknowledgements, batches that come late and out of order.
 */
final class Crowd {
  private static final double LEAST_RATE = 625_000;
  private static final double MOST_RATE = 31_250_000;
  private static final int WINDOWS_OF_A_SESSION = 40;

  /** Above it, a session hands in one receipt for ten seconds only. */
  private static final double FAST = 1_000_000;

  private final Desk desk;
  private final Random random;
  private final Map<String, Integer> accused = new TreeMap<>();
  private int receipts;

  Crowd(Desk desk) {
    this.desk = desk;
    this.random = desk.random;
  }

  /** Goes on until so many receipts were handed in. */
  void run(int least) throws IOException, ProtocolException {
    while (receipts < least) {
      line();
    }
  }

  /** Handed in, without repetitions. */
  int receipts() {
    return receipts;
  }

  /** What honest receipts were refused for, and how often. */
  Map<String, Integer> accused() {
    return Collections.unmodifiableMap(accused);
  }

  private void line() throws IOException, ProtocolException {
    double rate = LEAST_RATE * Math.pow(MOST_RATE / LEAST_RATE, random.nextDouble());
    var linkId = desk.line((long) (rate * between(0.97, 1)));
    int sessions = 1 + random.nextInt(4);
    for (int i = 0; i < sessions; i++) {
      session(linkId, rate / sessions);
    }
  }

  private void session(String linkId, double rate) throws IOException, ProtocolException {
    var dialogue = Dialogue.on(desk, linkId);
    var submission = new Submission();
    var waiting = new ArrayList<Envelope>();
    double seconds = between(0, 3);
    double clockError = clockError();
    for (int i = 0; i < WINDOWS_OF_A_SESSION; i++) {
      int bytes = (int) Math.min(Grant.MAX_WINDOW_BYTES, rate * between(0.03, 0.6));
      double length = bytes / (rate * between(0.6, 1));
      var receipt = dialogue.window(bytes, times(seconds, length, clockError));
      seconds += length + (random.nextInt(20) == 0 ? between(0.1, 5) : 0);
      boolean isLast = i == WINDOWS_OF_A_SESSION - 1;
      if (submission.wants(Dialogue.read(receipt), isLast) || rate < FAST) {
        waiting.add(receipt);
      }
      if (random.nextInt(100) == 0) {
        dialogue.restart();
      }
      if (random.nextInt(60) == 0) {
        clockError = clockError();
      }
      if (isLast || random.nextInt(4) == 0) {
        handIn(waiting, Desk.START.plusNanos((long) (seconds * 1e9)));
      }
    }
  }

  /** In seconds: half a round trip of up to 100 ms, either way. */
  private double clockError() {
    return between(-0.05, 0.05);
  }

  private WindowTimes times(double seconds, double length, double clockError) {
    double drift = 1 + between(-2e-4, 2e-4);
    var measured = Duration.ofNanos((long) (length * drift * 1e9));
    var from = millis(Desk.START.plusNanos((long) ((seconds + clockError) * 1e9)));
    return new WindowTimes(
        from,
        millis(from.plus(measured)),
        measured.toNanos() / 1_000,
        2_000 + random.nextInt(80_000));
  }

  private static Instant millis(Instant exact) {
    return Instant.ofEpochMilli(exact.toEpochMilli());
  }

  private void handIn(List<Envelope> waiting, Instant ended) throws IOException {
    var arrived = ended.plusMillis(5 + random.nextInt(200));
    if (random.nextInt(20) == 0) {
      arrived = arrived.plus(Duration.ofMinutes(random.nextInt(120)));
    }
    if (random.nextInt(50) == 0) {
      Collections.shuffle(waiting, random);
    }
    receipts += waiting.size();
    int times = random.nextInt(20) == 0 ? 2 : 1;
    for (int i = 0; i < times; i++) {
      desk.take(arrived, waiting).forEach(this::look);
    }
    waiting.clear();
  }

  private void look(Taken taken) {
    switch (taken) {
      case Taken.Counts _ -> {}
      case Taken.Refused refused -> accuse(refused.fault().name());
      case Taken.Found found -> accuse(found.finding().kind());
      case Taken.Over over -> accuse("OVER " + over.phase());
    }
  }

  private void accuse(String kind) {
    accused.merge(kind, 1, Integer::sum);
  }

  private double between(double least, double most) {
    return least + random.nextDouble() * (most - least);
  }
}
