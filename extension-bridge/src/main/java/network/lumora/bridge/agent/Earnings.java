package network.lumora.bridge.agent;

import java.time.Instant;
import java.util.List;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;
import org.jspecify.annotations.Nullable;

/**
 * What work has come to.
 *
 * @param balance null if no coordinator has told one
 */
public record Earnings(
    Pending pending, Confirmed confirmed, @Nullable Balance balance, List<Day> days) {
  public Earnings {
    days = List.copyOf(days);
  }

  /** Delivered, not settled yet. */
  public record Pending(int deliveries, Bytes bytes) {}

  /** In settled receipts. */
  public record Confirmed(int receipts, Bytes bytes) {}

  /** What a coordinator has signed. */
  public record Balance(
      MicroLmr microLmr, long epoch, long treeSize, Instant at, String statedBy) {}

  /**
   * @param day as {@code 2026-11-22}
   */
  public record Day(String day, int receipts, Bytes bytes) {}
}
