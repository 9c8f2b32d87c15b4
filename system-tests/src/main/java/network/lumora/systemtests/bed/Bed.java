package network.lumora.systemtests.bed;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Servers, a way that takes its time, a provider, and homes with a line each:
 *
 * <pre>
 *   servers ~~delay~~ provider [tbf down] -- home's router [tbf up] -- agent, device, further hosts
 * </pre>
 */
public final class Bed implements AutoCloseable {
  private static final List<String> PROGRAMS =
      List.of("ip (iproute2)", "tc (iproute2)", "ethtool", "iperf3", "ping (iputils-ping)");

  /** A home's number is a part of addresses. */
  private static final int MAX_HOMES = 50;

  private final Places places;
  private final Namespace servers;
  private final Namespace provider;
  private final Delay delay;
  private final Home home;
  private final Host agent;
  private final Host device;
  private int homes;

  private Bed(Places places, Line line) throws IOException {
    this.places = places;
    this.servers = places.add("servers");
    this.provider = places.add("provider");
    provider.set("ipv4/ip_forward", "1");
    this.delay = places.keep(Delay.lay(provider, servers, line.roundTrip()));
    addressServers();
    this.home = addHome(line);
    this.agent = home.addHost("agent");
    this.device = home.addHost("device");
  }

  /** Why this computer cannot have a bed; nothing if it can. */
  public static Optional<String> whyNot() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of("The bed needs Linux with network namespaces.");
    }
    if (!Files.isWritable(Path.of("/proc/sys/net/core/somaxconn"))) {
      return Optional.of("The bed needs root: it makes network namespaces and shapes rates.");
    }
    if (!Files.isReadable(Path.of("/dev/net/tun"))) {
      return Optional.of("The bed needs /dev/net/tun for its delay.");
    }
    return PROGRAMS.stream()
        .filter(program -> !isInstalled(program.split(" ", -1)[0]))
        .findFirst()
        .map(program -> "The bed needs " + program + ": apt-get install it.")
        .or(Trial::whyNot);
  }

  private static boolean isInstalled(String program) {
    return List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin").stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /**
   * Builds one, after removing what killed runs have left.
   *
   * @throws IOException with a clear sentence if there can be none here
   */
  public static Bed open(Line line) throws IOException {
    var reason = whyNot();
    if (reason.isPresent()) {
      throw new IOException(reason.get());
    }
    Names.removeLeftovers();
    var places = new Places(new Names((int) System.nanoTime()));
    try {
      return new Bed(places, line);
    } catch (IOException | RuntimeException e) {
      places.remove();
      throw e;
    }
  }

  private void addressServers() throws IOException {
    int all = Addresses.SERVERS_OF_CUBIC + 2;
    for (int i = 0; i < all; i++) {
      var _ = servers.ip("addr", "add", Addresses.server(i) + "/32", "dev", "lo");
    }
    Routes.fromServers(servers, Addresses.NEAR);
    var _ = provider.ip("route", "add", Addresses.SERVERS, "via", Addresses.FAR);
  }

  /** From now on the provider lets no UDP through, and tells nobody. */
  public void blockUdp() throws IOException {
    var _ = provider.ip("rule", "add", "ipproto", "udp", "blackhole");
  }

  public Line line() {
    return home.line();
  }

  /** Where challengers, coordinators and web servers are. */
  public Namespace servers() {
    return servers;
  }

  /**
   * An address among the servers, each in a /16 of its own; TCP to and from it is cubic.
   *
   * @param index 0 to 13
   */
  public InetAddress server(int index) {
    return Addresses.parsed(
        Addresses.server(Objects.checkIndex(index, Addresses.SERVERS_OF_CUBIC)));
  }

  /** The server's address to and from which TCP shares the line in this way. */
  public InetAddress server(Congestion congestion) {
    return Addresses.parsed(Addresses.server(congestion));
  }

  public Home home() {
    return home;
  }

  public Host agent() {
    return agent;
  }

  /** Another computer behind the same router. */
  public Host device() {
    return device;
  }

  /** Another home with a line of its own; its round trip is the bed's. */
  public Home addHome(Line line) throws IOException {
    if (homes == MAX_HOMES) {
      throw new IllegalStateException("a bed has at most " + MAX_HOMES + " homes");
    }
    return Home.connect(++homes, provider, places, line);
  }

  /** How the delay is made, and how late packets were since this was last asked. */
  public DelayReport delayReport() throws IOException {
    return delay.report();
  }

  @Override
  public void close() throws IOException {
    places.remove();
  }
}
