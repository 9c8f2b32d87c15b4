package network.lumora.systemtests.bed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import network.lumora.protocol.units.Bytes;

/** A router with a line to the provider and some computers behind it. */
public final class Home {
  private static final String WAN = "wan";

  /** A computer's number is a part of addresses. */
  private static final int MAX_HOSTS = 60;

  private final int number;
  private final Namespace provider;
  private final Places places;
  private final Namespace router;
  private int hosts;
  private Line line;

  private Home(int number, Namespace provider, Places places, Namespace router, Line line) {
    this.number = number;
    this.provider = provider;
    this.places = places;
    this.router = router;
    this.line = line;
  }

  static Home connect(int number, Namespace provider, Places places, Line line) throws IOException {
    var router = places.add("home" + number);
    router.set("ipv4/ip_forward", "1");
    var home = new Home(number, provider, places, router, line);
    home.layLine();
    return home;
  }

  private void layLine() throws IOException {
    var address = Addresses.router(number);
    Cable.lay(provider, device(), router, WAN).address(Addresses.provider(number), address);
    var _ = provider.ip("route", "add", Addresses.homeNet(number), "via", address);
    var _ = router.ip("route", "add", "default", "via", Addresses.provider(number));
    shape("add");
  }

  private String device() {
    return "home" + number;
  }

  private void shape(String verb) throws IOException {
    shape(provider, verb, device(), TokenBucket.of(line.down(), line.buffer()));
    shape(router, verb, WAN, TokenBucket.of(line.up(), line.buffer()));
  }

  private static void shape(Namespace place, String verb, String device, TokenBucket bucket)
      throws IOException {
    var words = new ArrayList<>(List.of("tc", "qdisc", verb, "dev", device, "root"));
    words.addAll(bucket.words());
    var _ = place.must(words.toArray(String[]::new));
  }

  public Line line() {
    return line;
  }

  /** Other rates and buffers from now on; the round trip stays. */
  public void change(Line other) throws IOException {
    line = other.withRoundTrip(line.roundTrip());
    shape("change");
  }

  /** One more computer behind this router. */
  public Host addHost(String name) throws IOException {
    if (hosts == MAX_HOSTS) {
      throw new IllegalStateException("a home has at most " + MAX_HOSTS + " computers");
    }
    int host = ++hosts;
    var place = places.add(device() + "-" + name);
    var gateway = Addresses.gateway(number, host);
    var address = Addresses.host(number, host);
    Cable.lay(router, "lan" + host, place, "eth0").address(gateway, address);
    Routes.toServers(place, gateway);
    return new Host(place, Addresses.parsed(address));
  }

  /** What the line has carried, in frames' bytes. */
  public record Carried(Bytes down, Bytes up) {}

  public Carried carried() throws IOException {
    var counted = router.counted(WAN);
    return new Carried(new Bytes(counted.in()), new Bytes(counted.out()));
  }
}
