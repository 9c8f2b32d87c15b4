package network.lumora.scraper.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import network.lumora.scraper.guard.NetworkView;
import network.lumora.scraper.guard.OwnNetwork;
import network.lumora.scraper.guard.Prefix;
import org.jspecify.annotations.Nullable;

/** Reads interfaces, default routes and name servers of this machine. Thread-safe. */
public final class MachineNetwork implements OwnNetwork {
  /** A laptop that changes networks is guarded again within this time. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Supplier<Set<InetAddress>> publicAddresses;
  private final LongSupplier nanos;
  private final SystemFiles files;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable NetworkView last;
  private Set<InetAddress> lastPublic = Set.of();
  private long lastNanos;

  /**
   * @param publicAddresses what the coordinator last told
   * @param nanos a ticker that never goes back
   */
  public MachineNetwork(Supplier<Set<InetAddress>> publicAddresses, LongSupplier nanos) {
    this(publicAddresses, nanos, Path.of("/"));
  }

  /** With {@code proc} and {@code etc} below {@code root}. */
  MachineNetwork(Supplier<Set<InetAddress>> publicAddresses, LongSupplier nanos, Path root) {
    this.publicAddresses = publicAddresses;
    this.nanos = nanos;
    this.files = new SystemFiles(root);
  }

  @Override
  public NetworkView view() {
    var told = publicAddresses.get();
    lock.lock();
    try {
      var now = nanos.getAsLong();
      if (last == null || now - lastNanos > FRESH.toNanos() || !told.equals(lastPublic)) {
        last = new NetworkView(prefixes(), files.gateways(), files.nameServers(), told);
        lastPublic = Set.copyOf(told);
        lastNanos = now;
      }
      return last;
    } catch (IOException e) {
      throw new UncheckedIOException("the machine's network cannot be read", e);
    } finally {
      lock.unlock();
    }
  }

  private static List<Prefix> prefixes() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(each -> each.getInterfaceAddresses().stream())
        .map(
            each ->
                new Prefix(
                    each.getAddress(), bits(each.getAddress(), each.getNetworkPrefixLength())))
        .toList();
  }

  /** Some systems report no length; the address alone is then its own network. */
  private static int bits(InetAddress address, short reported) {
    var most = address.getAddress().length * 8;
    return reported <= 0 || reported > most ? most : reported;
  }
}
