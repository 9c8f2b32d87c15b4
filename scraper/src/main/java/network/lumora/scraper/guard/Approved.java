package network.lumora.scraper.guard;

import java.net.InetAddress;
import java.util.List;

/** A destination with the checked addresses, the only ones to dial. Only the guard makes one. */
public final class Approved implements Approval {
  private final Destination destination;
  private final List<InetAddress> addresses;

  Approved(Destination destination, List<InetAddress> addresses) {
    this.destination = destination;
    this.addresses = List.copyOf(addresses);
  }

  public Destination destination() {
    return destination;
  }

  /** At least one, in the resolver's order. */
  public List<InetAddress> addresses() {
    return addresses;
  }

  /** The robots.txt that speaks for this destination, at the same addresses. */
  public Approved robotsTxt() {
    return new Approved(destination.robotsTxt(), addresses);
  }

  @Override
  public String toString() {
    return destination.toString();
  }
}
