package network.lumora.bridge.guard;

/** What a route asks of its caller. */
public enum Need {
  /** Nothing; extensions and local programs may call. */
  OPEN,
  /** To be an extension; which one, the pairing finds out. */
  PAIRING,
  /** A live token, whatever its scopes. */
  TOKEN,
  READ,
  CONTROL,
  ADMIN;

  boolean isWithoutToken() {
    return this == OPEN || this == PAIRING;
  }

  boolean isMetBy(Bearer bearer) {
    return switch (this) {
      case OPEN, PAIRING, TOKEN -> true;
      case READ -> bearer.scopes().contains(Scope.READ);
      case CONTROL -> bearer.scopes().contains(Scope.CONTROL);
      case ADMIN -> bearer.scopes().contains(Scope.ADMIN);
    };
  }
}
