package network.lumora.scraper.extract;

import network.lumora.scraper.page.Refusal;

/** The document or a selector asks for more than the budget. Unchecked, to pass through jsoup. */
final class TooMuch extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Extracted.Refused refusal;

  TooMuch(Refusal code, String detail) {
    super(detail);
    this.refusal = new Extracted.Refused(code, detail);
  }

  Extracted.Refused refusal() {
    return refusal;
  }
}
