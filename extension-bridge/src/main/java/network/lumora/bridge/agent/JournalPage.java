package network.lumora.bridge.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of the journal.
 *
 * @param next the cursor for more, null at the end
 */
public record JournalPage(List<JournalRow> rows, @Nullable Long next) {
  public JournalPage {
    rows = List.copyOf(rows);
  }
}
