package network.lumora.protocol.message;

/** What carries a slot's bytes. The names are on the wire: add, never rename. */
public enum SlotPath {
  UDP,
  /** Where UDP does not come through; proves less exactly, so it is a lower grade. */
  WEBSOCKET
}
