package network.lumora.protocol.message;

/** How much a proven line is worth. The names are on the wire: add, never rename. */
public enum LineGrade {
  /** Five challengers over UDP: two of them may lie. */
  FIVE,
  /** Fewer than five challengers were there. */
  FEW,
  /** Some slot went over a WebSocket. */
  WEBSOCKET;

  /** Slots of a full challenge; the median of five stands with two liars. */
  public static final int FULL_SLOTS = 5;

  /** The grade of a challenge with so many challengers. */
  public static LineGrade of(int slots, boolean overWebSocket) {
    if (overWebSocket) {
      return WEBSOCKET;
    }
    return slots >= FULL_SLOTS ? FIVE : FEW;
  }
}
