package network.lumora.agent.dbus;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import network.lumora.agent.policy.Activity.Presence;
import network.lumora.agent.policy.Metered;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows NetworkManager's word on the line and logind's on the user. Costs nothing while nothing
 * changes; a bus that is absent or fails makes both unknown. Thread-safe.
 */
public final class SystemBus implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SystemBus.class);

  /** A bus that is not there will hardly come; one that was restarted is there soon. */
  private static final long RETRY_SECONDS = 300;

  private static final String NETWORK = "org.freedesktop.NetworkManager";
  private static final String NETWORK_PATH = "/org/freedesktop/NetworkManager";
  private static final String LOGIN = "org.freedesktop.login1";
  private static final String USER = LOGIN + ".User";
  private static final String USER_PATH = "/org/freedesktop/login1/user/self";
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final Path socket;
  private final Consumer<Metered> metered;
  private final Consumer<Presence> presence;
  private final Semaphore end = new Semaphore(0);
  private final Thread thread;
  private volatile @Nullable Bus bus;
  private volatile boolean closed;

  private SystemBus(Path socket, Consumer<Metered> metered, Consumer<Presence> presence) {
    this.socket = socket;
    this.metered = metered;
    this.presence = presence;
    this.thread = Thread.ofVirtual().name("bus").unstarted(this::run);
  }

  /** Tells at once what is known, and from then on every change, on a thread of its own. */
  public static SystemBus follow(
      Path socket, Consumer<Metered> metered, Consumer<Presence> presence) {
    var followed = new SystemBus(socket, metered, presence);
    followed.thread.start();
    return followed;
  }

  private void run() {
    try {
      while (!closed) {
        listen();
        tellUnknown();
        var _ = end.tryAcquire(RETRY_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      LOG.debug("no longer follows the bus");
    }
  }

  private void listen() {
    try (var opened = Bus.open(socket)) {
      bus = opened;
      if (closed) {
        return;
      }
      subscribe(opened);
      while (true) {
        tell(opened);
        var _ = opened.nextSignal();
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("the bus cannot be followed: {}", e.getMessage());
    } finally {
      bus = null;
    }
  }

  private static void subscribe(Bus bus) throws IOException {
    bus.match(changes(NETWORK, "path='" + NETWORK_PATH + "'", NETWORK));
    bus.match(changes(LOGIN, "path_namespace='/org/freedesktop/login1/user'", USER));
    bus.match(owner(NETWORK));
    bus.match(owner(LOGIN));
  }

  private static String changes(String service, String where, String interfaceName) {
    return "type='signal',sender='%s',%s,interface='org.freedesktop.DBus.Properties',member='PropertiesChanged',arg0='%s'"
        .formatted(service, where, interfaceName);
  }

  private static String owner(String service) {
    return "type='signal',sender='%s',interface='%s',member='NameOwnerChanged',arg0='%s'"
        .formatted(Bus.NAME, Bus.NAME, service);
  }

  private void tell(Bus bus) throws IOException {
    metered.accept(
        bus.property(NETWORK, NETWORK_PATH, NETWORK, "Metered")
            .map(SystemBus::metered)
            .orElse(Metered.UNKNOWN));
    presence.accept(presence(bus));
  }

  /** NMMetered: 0 unknown, 1 yes, 2 no, 3 guessed yes, 4 guessed no. */
  private static Metered metered(Object value) {
    return switch (value instanceof Long number ? number.intValue() : 0) {
      case 1, 3 -> Metered.YES;
      case 2, 4 -> Metered.NO;
      default -> Metered.UNKNOWN;
    };
  }

  private static Presence presence(Bus bus) throws IOException {
    var isIdle = bus.property(LOGIN, USER_PATH, USER, "IdleHint");
    if (isIdle.isEmpty()) {
      return new Presence.Unknown();
    }
    if (isIdle.get().equals(false)) {
      return new Presence.Here();
    }
    var since = bus.property(LOGIN, USER_PATH, USER, "IdleSinceHint");
    return since.isPresent() && since.get() instanceof Long micros
        ? new Presence.AwaySince(Instant.ofEpochSecond(Math.max(0, micros) / MICROS_PER_SECOND))
        : new Presence.Unknown();
  }

  private void tellUnknown() {
    metered.accept(Metered.UNKNOWN);
    presence.accept(new Presence.Unknown());
  }

  @Override
  public void close() throws IOException {
    closed = true;
    end.release();
    var open = bus;
    if (open != null) {
      open.close();
    }
  }
}
