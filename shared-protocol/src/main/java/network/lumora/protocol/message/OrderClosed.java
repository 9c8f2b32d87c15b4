package network.lumora.protocol.message;

/** The coordinator's word that no further receipt of this order will be logged. */
public record OrderClosed(String orderId) implements LedgerStatement {
  public OrderClosed {
    Text.requireId("orderId", orderId);
  }
}
