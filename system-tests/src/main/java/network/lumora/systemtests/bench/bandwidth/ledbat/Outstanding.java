package network.lumora.systemtests.bench.bandwidth.ledbat;

import java.util.ArrayDeque;
import java.util.Deque;

/** Packets that are neither acknowledged nor given up, by their numbers. */
final class Outstanding {
  /** As TCP: three later ones arrived, so it will not. */
  private static final int REORDERING = 3;

  private final Deque<Long> numbers = new ArrayDeque<>();

  void sent(long number) {
    numbers.addLast(number);
  }

  /** False for one that was not outstanding. */
  boolean acked(long number) {
    return numbers.removeFirstOccurrence(number);
  }

  /** Gives up what the acknowledgement of {@code number} shows to be lost; how many. */
  int lostBefore(long number) {
    int lost = 0;
    while (!numbers.isEmpty() && numbers.getFirst() + REORDERING <= number) {
      numbers.removeFirst();
      lost++;
    }
    return lost;
  }

  void giveUp() {
    numbers.clear();
  }
}
