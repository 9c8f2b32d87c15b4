package network.lumora.systemtests.bench.assignment;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** What will happen, in the order of time. One thread. */
final class Agenda {
  private final Queue<Event> events =
      new PriorityQueue<>(
          Comparator.comparingDouble(Event::atMillis).thenComparingLong(Event::number));
  private double now;
  private long number;

  private record Event(double atMillis, long number, Runnable happens) {}

  double nowMillis() {
    return now;
  }

  void in(double millis, Runnable happens) {
    events.add(new Event(now + millis, number++, happens));
  }

  void runUntil(double endMillis) {
    for (var next = events.poll(); next != null; next = events.poll()) {
      if (next.atMillis() > endMillis) {
        return;
      }
      now = next.atMillis();
      next.happens().run();
    }
  }
}
