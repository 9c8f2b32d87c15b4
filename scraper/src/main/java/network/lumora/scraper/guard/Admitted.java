package network.lumora.scraper.guard;

/** A destination whose URL passed the guard. Only the guard makes one. */
public final class Admitted implements Admission {
  private final Destination destination;
  private final String site;
  private final boolean development;

  Admitted(Destination destination, String site, boolean development) {
    this.destination = destination;
    this.site = site;
    this.development = development;
  }

  public Destination destination() {
    return destination;
  }

  /** The registrable domain, or host and port of a development destination. */
  public String site() {
    return site;
  }

  /** Whether the user's own configuration opened it. */
  public boolean development() {
    return development;
  }

  /** The robots.txt that speaks for this destination. */
  public Admitted robotsTxt() {
    return new Admitted(destination.robotsTxt(), site, development);
  }

  @Override
  public String toString() {
    return destination.toString();
  }
}
