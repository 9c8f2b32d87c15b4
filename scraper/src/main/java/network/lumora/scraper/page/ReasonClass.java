package network.lumora.scraper.page;

/** The families of reasons why a page was not scraped. */
public enum ReasonClass {
  /** Reaching the destination could harm the host or someone's private network. */
  GUARD(Payment.FEE),
  /** The site does not want it. */
  SITE_POLICY(Payment.FEE),
  /** The site does not want it now. */
  RATE(Payment.FEE),
  /** The answer is too large, of a wrong type, or built to harm. */
  CONTENT(Payment.FEE),
  /** The site answered, and not with a page. */
  HTTP(Payment.FEE),
  /** No answer came, or it broke on the way. */
  TRANSPORT(Payment.BYTES),
  /** The page came and could not be read as asked. */
  EXTRACT(Payment.FULL);

  private final Payment payment;

  ReasonClass(Payment payment) {
    this.payment = payment;
  }

  public Payment payment() {
    return payment;
  }
}
