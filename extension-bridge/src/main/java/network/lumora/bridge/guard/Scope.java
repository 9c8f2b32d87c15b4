package network.lumora.bridge.guard;

/** What a token is good for. The names are seen by callers: add, never rename. */
public enum Scope {
  READ,
  CONTROL,
  ADMIN
}
