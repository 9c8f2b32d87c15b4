package network.lumora.agent.service;

import java.io.IOException;
import network.lumora.agent.journal.JournalWatch;
import network.lumora.bridge.agent.LiveEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who watch of each new or changed row and each receipt; reads a row only if someone
 * does.
 */
record WatchedJournal(LiveBoard live, JournalDesk journal) implements JournalWatch {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedJournal.class);

  @Override
  public void written(long row) {
    if (live.isWatched()) {
      tell(row);
    }
  }

  private void tell(long number) {
    try {
      journal.row(number).ifPresent(row -> live.happened(new LiveEvent.RowWritten(row)));
    } catch (IOException e) {
      LOG.debug("a row could not be shown: {}", e.getMessage());
    }
  }

  @Override
  public void settled(long sequence) {
    live.happened(new LiveEvent.ReceiptSettled(sequence));
  }
}
