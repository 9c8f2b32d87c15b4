package network.lumora.coordinator.http;

/** Who may use a route. */
enum Access {
  /** Everyone. */
  OPEN,
  /** A consumer with a session token. */
  CONSUMER,
  /** Who can read the coordinator's folder. */
  OPERATOR
}
