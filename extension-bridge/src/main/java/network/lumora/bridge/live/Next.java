package network.lumora.bridge.live;

import java.util.List;

/** What a reader is to be told next. */
public sealed interface Next {
  /** In order, nothing left out. */
  record Events(List<Event> events) implements Next {
    public Events {
      events = List.copyOf(events);
    }
  }

  /**
   * Everything anew: the reader has just come, or was too slow.
   *
   * @param number the last event that the snapshot covers
   */
  record Snapshot(long number) implements Next {}

  /** Nothing happened for a while. */
  record Silence() implements Next {}

  /** There will be no more. */
  record End() implements Next {}
}
