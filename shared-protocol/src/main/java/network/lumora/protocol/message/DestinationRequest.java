package network.lumora.protocol.message;

/**
 * The owner of a site wants it to be reached through agents.
 *
 * @param host as in {@link OpenedDestination}
 */
public record DestinationRequest(String host) {
  public DestinationRequest {
    Text.requireHost("host", host);
  }
}
