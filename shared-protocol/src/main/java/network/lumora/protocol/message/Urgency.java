package network.lumora.protocol.message;

/**
 * Which of a consumer's own pages come first; it takes nothing from other consumers. In this order.
 */
public enum Urgency {
  SOON,
  NORMAL,
  /** After all else of the same consumer. */
  WHENEVER
}
