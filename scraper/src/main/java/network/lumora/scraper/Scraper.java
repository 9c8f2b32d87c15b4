package network.lumora.scraper;

import network.lumora.scraper.page.PageOutcome;
import network.lumora.scraper.page.PageRequest;

/** Fetches a page and reads its fields. Thread-safe; blocks, so call it from a virtual thread. */
public interface Scraper extends AutoCloseable {
  PageOutcome scrape(PageRequest request) throws InterruptedException;

  @Override
  void close();
}
