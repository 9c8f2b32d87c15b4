package network.lumora.coordinator.view;

import java.time.Instant;
import java.util.List;
import network.lumora.coordinator.registry.Workload;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.Bytes;

/**
 * What the operator's page shows, as it is at one moment.
 *
 * @param phase READY, or why it takes no work
 * @param startedAt since when {@code totals} and {@code counts} are counted
 * @param notes what its operator should do something about; empty if all is well
 * @param orders some that are not over, the newest first
 * @param leases the newest that are live, each with its reason
 * @param agents those with most at work
 * @param agentsInAll how many are connected
 */
public record View(
    String phase,
    Instant startedAt,
    List<String> notes,
    List<Figure> now,
    List<Figure> totals,
    List<OpenOrder> orders,
    List<LiveLease> leases,
    List<Workload> agents,
    int agentsInAll,
    List<Counted> counts) {

  /** One number, and what it counts. */
  public record Figure(String name, long value, String unit) {}

  /** An order that is not over. */
  public record OpenOrder(
      String id,
      PublicKey consumer,
      String phase,
      int pages,
      int waiting,
      int working,
      int done,
      int failed,
      Bytes deliveredBytes) {}

  /**
   * A lease that its agent works on.
   *
   * @param reason why this agent got the page
   */
  public record LiveLease(
      String lease, String task, PublicKey agent, Instant givenAt, String reason) {}

  /** How often something has happened since the start. */
  public record Counted(String what, String kind, long times) {}
}
