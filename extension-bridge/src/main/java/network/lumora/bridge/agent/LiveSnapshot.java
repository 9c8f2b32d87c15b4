package network.lumora.bridge.agent;

import java.util.List;

/**
 * Everything a page needs to begin with.
 *
 * @param rows the newest 20, newest first
 * @param history of the last five minutes, as far as anyone watched
 */
public record LiveSnapshot(
    AgentStatus status, LineNow line, List<JournalRow> rows, List<LivePoint> history) {
  public LiveSnapshot {
    rows = List.copyOf(rows);
    history = List.copyOf(history);
  }
}
