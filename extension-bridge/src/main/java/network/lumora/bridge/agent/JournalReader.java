package network.lumora.bridge.agent;

import java.io.IOException;

/** What went through the line. Thread-safe. */
public interface JournalReader {
  JournalPage page(JournalQuery query) throws IOException;

  /** Forgets all rows; receipts stay. */
  void deleteAll() throws IOException;

  /** Bytes by the time they moved. */
  UsageReport usage(UsageQuery query) throws IOException;
}
