package network.lumora.coordinator.order;

import network.lumora.coordinator.book.Order;
import network.lumora.coordinator.book.Tally;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.message.OrderStatus.State;

/** Tells a consumer how its order is: what is so, why, and what happens next. */
final class Status {
  private Status() {}

  static OrderStatus of(Order order, int agentsConnected) {
    var tally = order.tally();
    return new OrderStatus(
        order.id(),
        state(order),
        order.pages(),
        tally.ok(),
        tally.refused(),
        tally.failed() + tally.exhausted(),
        tally.working(),
        tally.waiting(),
        tally.delivered(),
        order.createdAt(),
        explanation(order, agentsConnected));
  }

  private static State state(Order order) {
    return switch (order.phase()) {
      case ENTERING, OPEN, SETTLING -> State.OPEN;
      case COMPLETE -> State.COMPLETE;
      case CANCELLED, LAPSED -> State.CANCELLED;
    };
  }

  private static String explanation(Order order, int agentsConnected) {
    var tally = order.tally();
    return switch (order.phase()) {
      case ENTERING -> "The order waits to be entered in the public log; work starts then.";
      case OPEN -> progress(tally, agentsConnected) + givenUp(tally);
      case SETTLING ->
          "Every page is final; the order is complete when their receipts are in the public log."
              + givenUp(tally);
      case COMPLETE -> "Every page is final." + givenUp(tally);
      case CANCELLED -> "The order was cancelled; " + stopped(tally) + givenUp(tally);
      case LAPSED -> "The order's deadline has passed; " + stopped(tally) + givenUp(tally);
    };
  }

  private static String progress(Tally tally, int agentsConnected) {
    if (agentsConnected == 0) {
      return pages(tally.open())
          + (tally.open() == 1 ? " waits" : " wait")
          + ": no agent is connected; work starts when one connects.";
    }
    if (tally.waiting() == 0) {
      return pages(tally.working())
          + (tally.working() == 1 ? " is" : " are")
          + " with agents; the order is complete when they have delivered.";
    }
    if (tally.working() == 0) {
      return ("%s %s: %s connected, none takes them now, for want of a free slot, because of its"
              + " host's rules, or because none is where the order asks; work goes on when one"
              + " does.")
          .formatted(
              pages(tally.waiting()),
              tally.waiting() == 1 ? "waits" : "wait",
              agentsConnected == 1 ? "1 agent is" : agentsConnected + " agents are");
    }
    return "%s with agents, %d waiting for a free slot."
        .formatted(pages(tally.working()), tally.waiting());
  }

  private static String stopped(Tally tally) {
    return tally.working() == 0
        ? "%s dropped, what was settled stays."
            .formatted(tally.dropped() == 1 ? "1 page was" : tally.dropped() + " pages were")
        : "%s still with agents and %s if they deliver in time."
            .formatted(
                tally.working() == 1 ? "1 page is" : tally.working() + " pages are",
                tally.working() == 1 ? "counts" : "count");
  }

  private static String givenUp(Tally tally) {
    return tally.exhausted() == 0
        ? ""
        : " %s given up, because agents tried and brought no result; nobody is paid for that."
            .formatted(tally.exhausted() == 1 ? "1 page was" : tally.exhausted() + " pages were");
  }

  private static String pages(int count) {
    return count == 1 ? "1 page" : count + " pages";
  }
}
