package network.lumora.coordinator.challenge;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ToCoordinator;

/** What agents say of the challenge under way. One thread reads; any thread puts. */
final class Mailbox {
  /** A challenge has some thirty; who sends more is not heard. */
  private static final int MAX_LETTERS = 256;

  private final BlockingQueue<Letter> letters = new ArrayBlockingQueue<>(MAX_LETTERS);
  private final LongSupplier nanos;

  Mailbox(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** A message and who sent it. */
  record Letter(PublicKey from, ToCoordinator message) {}

  void put(PublicKey from, ToCoordinator message) {
    var _ = letters.offer(new Letter(from, message));
  }

  /** Hands on what comes until {@code done}; false if that takes longer than the patience. */
  boolean until(BooleanSupplier done, Consumer<Letter> reader, Duration patience)
      throws InterruptedException {
    long end = nanos.getAsLong() + patience.toNanos();
    while (!done.getAsBoolean()) {
      long left = end - nanos.getAsLong();
      var letter = left <= 0 ? letters.poll() : letters.poll(left, TimeUnit.NANOSECONDS);
      if (letter != null) {
        reader.accept(letter);
      } else if (end - nanos.getAsLong() <= 0) {
        return false;
      }
    }
    return true;
  }
}
