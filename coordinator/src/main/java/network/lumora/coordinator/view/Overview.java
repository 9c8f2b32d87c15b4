package network.lumora.coordinator.view;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.GivenLease;
import network.lumora.coordinator.book.Load;
import network.lumora.coordinator.book.Order;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.count.Event;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.registry.Workload;
import network.lumora.coordinator.relay.Carrying;
import network.lumora.coordinator.settle.PublicLog;
import network.lumora.protocol.ProtocolException;

/** Looks at all parts of the coordinator for its operator. Thread-safe. */
public final class Overview {
  /** Instead of a phase: it runs, and cannot write. */
  static final String UNAVAILABLE = "UNAVAILABLE";

  private static final String PREFIX = "lumora_";
  private static final int MAX_ORDERS = 50;
  private static final int MAX_LEASES = 25;
  private static final int MAX_AGENTS = 100;

  private final Agents agents;
  private final Books books;
  private final PublicLog log;
  private final Counts counts;
  private final Readiness readiness;
  private final Supplier<String> lineTrouble;
  private final Supplier<Carrying> relays;
  private final Instant startedAt;

  /**
   * @param lineTrouble why lines cannot be proven now; empty if they can
   */
  public Overview(
      Agents agents,
      Books books,
      PublicLog log,
      Counts counts,
      Readiness readiness,
      Supplier<String> lineTrouble,
      Supplier<Carrying> relays,
      Instant startedAt) {
    this.agents = agents;
    this.books = books;
    this.log = log;
    this.counts = counts;
    this.readiness = readiness;
    this.lineTrouble = lineTrouble;
    this.relays = relays;
    this.startedAt = startedAt;
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
      return UNAVAILABLE;
    }
  }

  public View view() throws IOException, ProtocolException {
    var why = whyNotReady();
    var load = books.read(book -> book.orders().load());
    var open = books.read(book -> book.orders().open(MAX_ORDERS));
    var leases = books.read(book -> book.leases().newest(MAX_LEASES));
    var workloads = agents.workloads();
    return new View(
        why.isEmpty() ? Readiness.Phase.READY.name() : why,
        startedAt,
        Notes.of(why, workloads.size(), load, lineTrouble.get()),
        now(workloads, load),
        totals(),
        open.stream().map(Overview::order).toList(),
        leases.stream().map(Overview::lease).toList(),
        busiest(workloads),
        workloads.size(),
        counted());
  }

  private List<View.Figure> now(List<Workload> agents, Load load) throws IOException {
    var carrying = relays.get();
    long epoch = log.balances().epoch();
    var now = new ArrayList<View.Figure>();
    Collections.addAll(
        now,
        figure("Agents", agents.size()),
        figure("Slots at work", agents.stream().mapToLong(Workload::working).sum()),
        figure("Free slots", agents.stream().mapToLong(Workload::freeSlots).sum()),
        figure("Orders open", load.orders()),
        figure("Pages waiting", load.waiting()),
        figure("Agents that relay", carrying.agents()),
        figure("Relays under way", carrying.relays()),
        figure("Entries of the log", log.standing().size()));
    if (epoch > 0) {
      now.add(figure("Newest epoch settled", epoch - 1));
    }
    return now;
  }

  private List<View.Figure> totals() {
    return List.of(
        figure("Leases given", counts.sum(Event.LEASE_GIVEN)),
        figure("Results counted", counts.sum(Event.RESULT_COUNTED)),
        new View.Figure("Delivered", counts.sum(Event.BYTES_DELIVERED), "bytes"),
        new View.Figure("Relayed", counts.sum(Event.BYTES_RELAYED), "bytes"),
        figure("Errors told to agents", counts.sum(Event.PROBLEM)));
  }

  private static View.Figure figure(String name, long value) {
    return new View.Figure(name, value, "");
  }

  private static List<Workload> busiest(List<Workload> workloads) {
    return workloads.stream()
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
    var carrying = relays.get();
    var metrics = new ArrayList<Metric>();
    metrics.add(gauge("ready", "1 if it takes work", whyNotReady().isEmpty() ? 1 : 0));
    metrics.add(gauge("agents", "Connected agents", census.agents()));
    metrics.add(gauge("slots", "Tasks that these work on at most", census.slots()));
    metrics.add(gauge("slots_working", "Tasks that they have now", census.working()));
    metrics.add(gauge("orders_open", "Orders that are not over", load.orders()));
    metrics.add(gauge("pages_waiting", "Pages that no agent has", load.waiting()));
    metrics.add(gauge("pages_working", "Pages that agents have", load.working()));
    metrics.add(gauge("agents_relaying", "Agents that carry relays", carrying.agents()));
    metrics.add(gauge("relays", "Relays that agents carry now", carrying.relays()));
    metrics.add(gauge("epochs_settled", "Epochs that are over", log.balances().epoch()));
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
