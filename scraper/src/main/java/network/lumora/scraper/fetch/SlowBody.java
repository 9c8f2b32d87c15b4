package network.lumora.scraper.fetch;

import java.net.SocketTimeoutException;

/** The body trickles. */
final class SlowBody extends SocketTimeoutException {
  private static final long serialVersionUID = 1;

  SlowBody() {
    super("the body comes slower than 1 KiB/s");
  }
}
