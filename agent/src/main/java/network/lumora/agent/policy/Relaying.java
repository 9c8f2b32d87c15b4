package network.lumora.agent.policy;

/**
 * What the host lets this machine carry for others; each is agreed to by itself.
 *
 * @param parties sealed bytes between two members of the network
 * @param destinations for the owners of sites, to these sites
 */
public record Relaying(boolean parties, boolean destinations) {
  /** Until the host says otherwise. */
  public static final Relaying NONE = new Relaying(false, false);

  public boolean isAny() {
    return parties || destinations;
  }
}
