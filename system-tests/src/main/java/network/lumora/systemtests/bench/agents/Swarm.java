package network.lumora.systemtests.bench.agents;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.seal.SealKey;

/** Many simulated agents, all on one thread. */
final class Swarm {
  /** What agents have of it, PROTOCOL.md §4. */
  private static final int MOST_DOUBLINGS = 6;

  private static final int BUFFER_BYTES = 256 * 1024;
  private static final long REST_MILLIS = 20;

  /** Within a tenth of a round, agents change places. */
  private static final int PARTS = 10;

  private final Selector selector;
  private final InetSocketAddress coordinator;
  private final List<Client> clients = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final PriorityQueue<Due> later = new PriorityQueue<>(Comparator.comparingLong(Due::at));
  private final Random random = new Random(5);
  private final Map<String, Integer> troubles = new TreeMap<>();

  /** Who asks after whom. */
  private final List<Client> order;

  private int next;
  private Latencies latencies = new Latencies();
  private long leases;
  private int lost;
  private int putOff;
  private int putOffSeconds = -1;
  private boolean returning;
  private long holdNanos;

  /** Something that is done at a time, by the ticker. */
  private record Due(long at, Runnable action) {}

  Swarm(InetSocketAddress coordinator, int count) throws IOException {
    this.coordinator = coordinator;
    this.selector = Selector.open();
    var sealTo = SealKey.generate().publicKey();
    for (int i = 0; i < count; i++) {
      clients.add(new Client(this, i, new Persona(IdentityKey.generate(), sealTo)));
    }
    order = new ArrayList<>(clients);
    Collections.shuffle(order, random);
  }

  // ---- what clients tell

  void isReady(Client client, int heartbeatSeconds) {
    long period = TimeUnit.SECONDS.toNanos(heartbeatSeconds);
    later.add(new Due(now() + random.nextLong(period), () -> beat(client, period)));
  }

  private void beat(Client client, long period) {
    if (client.stage() == Client.Stage.READY) {
      client.beat();
      later.add(new Due(now() + period, () -> beat(client, period)));
    }
  }

  void hasLease(Client client, String leaseId, long askedNanos) {
    leases++;
    if (holdNanos > 0) {
      later.add(new Due(now() + holdNanos, () -> client.giveBack(leaseId)));
    }
    if (askedNanos != 0) {
      latencies.add(now() - askedNanos);
    }
  }

  /** The next to go away was told when to come back. */
  void isPutOff(int seconds) {
    putOff++;
    putOffSeconds = seconds;
  }

  void isAway(Client client) {
    int told = putOffSeconds;
    putOffSeconds = -1;
    if (told < 0) {
      lost++;
    }
    if (returning) {
      long wait = told < 0 ? backOff(lost) : TimeUnit.SECONDS.toNanos(told) + backOff(0);
      later.add(new Due(now() + wait, () -> connect(client)));
    }
  }

  /** Full jitter; how often this very one has failed is not counted, so most wait too short. */
  private long backOff(int failures) {
    return random.nextLong(TimeUnit.SECONDS.toNanos(1) << (failures == 0 ? 0 : MOST_DOUBLINGS / 3));
  }

  void hasTrouble(String what) {
    troubles.merge(what, 1, Integer::sum);
  }

  // ---- what the driver asks

  /** Connects all at once; they come back until all are ready. Gives the seconds it took. */
  double connectAll(int patienceSeconds) {
    long start = now();
    lost = 0;
    putOff = 0;
    returning = true;
    clients.forEach(this::connect);
    runUntil(() -> ready() == clients.size(), patienceSeconds);
    return (now() - start) / 1e9;
  }

  private void connect(Client client) {
    try {
      client.connect(selector, coordinator);
    } catch (IOException e) {
      hasTrouble("connect: " + String.valueOf(e.getMessage()).strip());
      client.away();
      later.add(new Due(now() + TimeUnit.SECONDS.toNanos(1), () -> connect(client)));
    }
  }

  int ready() {
    return (int) clients.stream().filter(client -> client.stage() == Client.Stage.READY).count();
  }

  int lost() {
    return lost;
  }

  int putOff() {
    return putOff;
  }

  /**
   * Breaks all connections without a word; nobody comes back by itself. Only the selector's next
   * look gives their sockets back to the system.
   */
  void drop() {
    returning = false;
    clients.forEach(Client::away);
    later.clear();
    turn(1);
  }

  void rest(int seconds) {
    runUntil(() -> false, seconds);
  }

  /** All tell that they would take so many tasks now. */
  void willing(int slots) {
    holdNanos = 0;
    clients.forEach(client -> client.tell(slots));
  }

  /** How many leases came, and in how many seconds. */
  record Came(long leases, double seconds) {}

  /** Runs until so many leases have come, or until patience ends. */
  Came awaitLeases(long count, int patienceSeconds) {
    long start = now();
    long from = leases;
    runUntil(() -> leases - from >= count, patienceSeconds);
    return new Came(leases - from, (now() - start) / 1e9);
  }

  /**
   * In turn, so many of them a second ask for a task each, whether the ones before have it. Each is
   * given back before its agent asks again, so that no lease grows old.
   */
  Latencies ask(int perSecond, int seconds) {
    latencies = new Latencies();
    holdNanos = TimeUnit.SECONDS.toNanos(clients.size()) / perSecond * 4 / 5;
    long start = now();
    long count = (long) perSecond * seconds;
    for (long asked = 0; asked < count; ) {
      long due = (now() - start) * perSecond / TimeUnit.SECONDS.toNanos(1);
      for (; asked < Math.min(due, count); asked++) {
        askNext();
      }
      turn(1);
    }
    long open = start + TimeUnit.SECONDS.toNanos(seconds + 5L);
    while (now() < open && latencies.count() < count) {
      turn(1);
    }
    return latencies;
  }

  /** Those that still wait for their last are passed over. */
  private void askNext() {
    for (int looked = 0; looked < order.size() && order.get(next).isAsking(); looked++) {
      next = (next + 1) % order.size();
    }
    order.get(next).ask(now());
    next = (next + 1) % order.size();
    if (next == 0) {
      reorder();
    }
  }

  /** Nobody has the same neighbours again, and nobody comes so early that it still works. */
  private void reorder() {
    int part = Math.max(1, order.size() / PARTS);
    for (int from = 0; from < order.size(); from += part) {
      Collections.shuffle(order.subList(from, Math.min(order.size(), from + part)), random);
    }
  }

  Map<String, Integer> troubles() {
    return troubles;
  }

  // ---- the one thread

  private void runUntil(BooleanSupplier done, int patienceSeconds) {
    long end = now() + TimeUnit.SECONDS.toNanos(patienceSeconds);
    long checked = 0;
    while (now() < end) {
      turn(REST_MILLIS);
      if (now() - checked > TimeUnit.MILLISECONDS.toNanos(5)) {
        checked = now();
        if (done.getAsBoolean()) {
          return;
        }
      }
    }
  }

  private void turn(long mostMillis) {
    try {
      selector.select(
          key -> ((Client) key.attachment()).look(key, buffer, coordinator.getPort()), mostMillis);
    } catch (IOException e) {
      throw new IllegalStateException("the selector failed", e);
    }
    for (var due = later.peek(); due != null && due.at() <= now(); due = later.peek()) {
      later.remove();
      due.action().run();
    }
  }

  private static long now() {
    return System.nanoTime();
  }
}
