package network.lumora.scraper.fetch;

import java.net.ProtocolException;
import network.lumora.scraper.page.Refusal;

/**
 * We end the exchange, for a reason of our own. A protocol exception, because OkHttp never retries
 * one.
 */
final class BrokenRule extends ProtocolException {
  private static final long serialVersionUID = 1;

  private final Refusal code;

  BrokenRule(Refusal code, String detail) {
    super(detail);
    this.code = code;
  }

  Refusal code() {
    return code;
  }
}
