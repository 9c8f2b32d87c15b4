package network.lumora.consumer.cli;

import java.util.Locale;
import network.lumora.consumer.text.Quantity;
import network.lumora.protocol.message.OrderStatus;
import org.jspecify.annotations.Nullable;

/** Rates and remaining time from the statuses of one order. One thread. */
final class Progress {
  private static final int BAR_CHARACTERS = 20;
  private static final double NANOS_PER_SECOND = 1e9;

  private @Nullable OrderStatus first;
  private long firstNanos;

  /** One line for the status that came at {@code nanos}. */
  String line(OrderStatus status, long nanos) {
    var start = first;
    if (start == null) {
      start = status;
      first = status;
      firstNanos = nanos;
    }
    double seconds = (nanos - firstNanos) / NANOS_PER_SECOND;
    return counts(status) + rates(start, status, seconds);
  }

  private static String counts(OrderStatus status) {
    return String.format(
        Locale.ROOT,
        "[%s] %d/%d pages: %d ok, %d refused, %d failed, %d in work; %s",
        Quantity.bar(status.done(), status.pages(), BAR_CHARACTERS),
        status.done(),
        status.pages(),
        status.ok(),
        status.refused(),
        status.failed(),
        status.working(),
        Quantity.bytes(status.delivered().count()));
  }

  private static String rates(OrderStatus start, OrderStatus status, double seconds) {
    int done = status.done() - start.done();
    if (done <= 0 || seconds <= 0) {
      return "";
    }
    double pagesPerSecond = done / seconds;
    long bytes = Math.max(0, status.delivered().count() - start.delivered().count());
    var rates =
        String.format(
            Locale.ROOT,
            "; %.1f pages/s, %s/s",
            pagesPerSecond,
            Quantity.bytes((long) (bytes / seconds)));
    int left = status.pages() - status.done();
    return status.state() == OrderStatus.State.OPEN && left > 0
        ? rates + "; " + Quantity.seconds((long) Math.ceil(left / pagesPerSecond)) + " left"
        : rates;
  }
}
