package network.lumora.agent.allowance;

import java.util.ArrayDeque;
import java.util.Queue;

/** One direction: a bucket and those who wait for it, first come first served. Not thread-safe. */
final class Lane {
  /** Someone who waits; told apart by identity. */
  static final class Place {}

  final Bucket bucket;

  /** At most one entry for each task and the link's upload, which bounds it. */
  private final Queue<Place> waiting = new ArrayDeque<>();

  Lane(Bucket bucket) {
    this.bucket = bucket;
  }

  Place join() {
    var place = new Place();
    waiting.add(place);
    return place;
  }

  boolean isFirst(Place place) {
    return waiting.peek() == place;
  }

  void leave(Place place) {
    waiting.remove(place);
  }
}
