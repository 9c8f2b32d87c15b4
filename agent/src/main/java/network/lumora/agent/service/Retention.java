package network.lumora.agent.service;

import java.io.IOException;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import network.lumora.agent.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the journal's rows for as many days as the host has set; run at the start and after each
 * change of the settings. Cheap when nothing has changed.
 *
 * @param days 0 to keep none
 */
record Retention(Journal journal, IntSupplier days, InstantSource clock) implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  @Override
  public void run() {
    try {
      journal.keepRows(days.getAsInt(), clock.instant());
    } catch (IOException e) {
      LOG.warn("old rows of the journal are forgotten later: {}", e.getMessage());
    }
  }
}
