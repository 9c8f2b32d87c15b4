package network.lumora.coordinator.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.GivenLease;
import network.lumora.coordinator.book.Load;
import network.lumora.coordinator.book.Order;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.count.Event;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.registry.Workload;
import network.lumora.coordinator.settle.PublicLog;
import network.lumora.protocol.ProtocolException;

/** Looks at all parts of the coordinator for its operator. Thread-safe. */
public final class Overview {
  private static final String PREFIX = "lumora_";
  private static final int MAX_ORDERS = 50;
  private static final int MAX_LEASES = 25;
  private static final int MAX_AGENTS = 200;

  private final Agents agents;
  private final Books books;
  private final PublicLog log;
  private final Counts counts;
  private final Readiness readiness;

  public Overview(Agents agents, Books books, PublicLog log, Counts counts, Readiness readiness) {
    this.agents = agents;
    this.books = books;
    this.log = log;
    this.counts = counts;
    this.readiness = readiness;
  }

  /** Empty if it takes work, else why not. */
  public String whyNotReady() {
    return readiness.phase() == Readiness.Phase.READY ? unavailable() : readiness.phase().name();
  }

  /** Asks the one that writes, since without it nothing can be accepted. */
  private String unavailable() {
    try {
      var _ = books.write(book -> book.orders().load());
      log.standing();
      return "";
    } catch (IOException | ProtocolException e) {
      return "UNAVAILABLE";
    }
  }

  public View view() throws IOException, ProtocolException {
    var load = books.read(book -> book.orders().load());
    var open = books.read(book -> book.orders().open(MAX_ORDERS));
    var leases = books.read(book -> book.leases().newest(MAX_LEASES));
    var census = agents.census();
    return new View(
        readiness.phase(),
        figures(census, load),
        open.stream().map(Overview::order).toList(),
        leases.stream().map(Overview::lease).toList(),
        busiest(),
        census.agents(),
        counted());
  }

  private List<View.Figure> figures(Agents.Census census, Load load) throws IOException {
    return List.of(
        new View.Figure("Agents", census.agents(), ""),
        new View.Figure("Slots at work", census.working(), ""),
        new View.Figure("Slots", census.slots(), ""),
        new View.Figure("Orders open", load.orders(), ""),
        new View.Figure("Pages waiting", load.waiting(), ""),
        new View.Figure("Leases given", counts.sum(Event.LEASE_GIVEN), ""),
        new View.Figure("Results counted", counts.sum(Event.RESULT_COUNTED), ""),
        new View.Figure("Delivered", counts.sum(Event.BYTES_DELIVERED), "bytes"),
        new View.Figure("Errors told to agents", counts.sum(Event.PROBLEM), ""),
        new View.Figure("Entries of the log", log.standing().size(), ""));
  }

  private List<Workload> busiest() {
    return agents.workloads().stream()
        .sorted(Comparator.comparingInt(Workload::working).reversed().thenComparing(Workload::key))
        .limit(MAX_AGENTS)
        .toList();
  }

  private static View.OpenOrder order(Order order) {
    var tally = order.tally();
    return new View.OpenOrder(
        order.id(),
        order.consumer(),
        order.phase().name(),
        order.pages(),
        tally.waiting(),
        tally.working(),
        tally.ok() + tally.refused(),
        tally.failed() + tally.exhausted(),
        tally.delivered());
  }

  private static View.LiveLease lease(GivenLease given) {
    var lease = given.statement();
    return new View.LiveLease(
        lease.leaseId(),
        lease.taskId().toString(),
        lease.agent(),
        lease.issuedAt(),
        given.reason());
  }

  private List<View.Counted> counted() {
    var all = new ArrayList<View.Counted>();
    for (var event : Event.values()) {
      counts
          .of(event)
          .forEach((kind, times) -> all.add(new View.Counted(event.help(), kind, times)));
    }
    return all;
  }

  /** The same in numbers, for a program that watches. */
  public List<Metric> metrics() throws IOException, ProtocolException {
    var load = books.read(book -> book.orders().load());
    var census = agents.census();
    var metrics = new ArrayList<Metric>();
    metrics.add(gauge("ready", "1 if it takes work", whyNotReady().isEmpty() ? 1 : 0));
    metrics.add(gauge("agents", "Connected agents", census.agents()));
    metrics.add(gauge("slots", "Tasks that these work on at most", census.slots()));
    metrics.add(gauge("slots_working", "Tasks that they have now", census.working()));
    metrics.add(gauge("orders_open", "Orders that are not over", load.orders()));
    metrics.add(gauge("pages_waiting", "Pages that no agent has", load.waiting()));
    metrics.add(gauge("pages_working", "Pages that agents have", load.working()));
    metrics.add(gauge("log_entries", "Entries of the public log", log.standing().size()));
    metrics.add(gauge("heap_bytes", "Memory that objects take", heapBytes()));
    for (var event : Event.values()) {
      metrics.add(counter(event));
    }
    return metrics;
  }

  private static Metric gauge(String name, String help, long value) {
    return Metric.gauge(PREFIX + name, help, value);
  }

  private static long heapBytes() {
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private Metric counter(Event event) {
    var name = PREFIX + event.metric() + "_total";
    return event.hasKinds()
        ? new Metric(name, Metric.Type.COUNTER, event.help(), "kind", counts.of(event))
        : new Metric(name, Metric.Type.COUNTER, event.help(), "", Map.of("", counts.sum(event)));
  }
}
