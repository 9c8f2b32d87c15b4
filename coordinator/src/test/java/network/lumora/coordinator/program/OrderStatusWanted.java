package network.lumora.coordinator.program;

import java.util.function.Predicate;
import network.lumora.protocol.message.OrderStatus;

/** What tests wait for. */
public final class OrderStatusWanted {
  public static final Predicate<OrderStatus> COMPLETE =
      status -> status.state() == OrderStatus.State.COMPLETE;

  private OrderStatusWanted() {}
}
