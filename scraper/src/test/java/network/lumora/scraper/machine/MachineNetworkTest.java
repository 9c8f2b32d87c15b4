package network.lumora.scraper.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import network.lumora.scraper.ManualTicker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineNetworkTest {
  private final ManualTicker ticker = new ManualTicker();

  @Test
  void readsGatewaysAndNameServers(@TempDir Path root) throws IOException {
    Files.createDirectories(root.resolve("proc/net"));
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(
        root.resolve("proc/net/route"),
        """
        Iface\tDestination\tGateway \tFlags
        eth0\t00000000\t0101A8C0\t0003
        eth0\t0001A8C0\t00000000\t0001
        """);
    var zeros = "0".repeat(32);
    Files.writeString(
        root.resolve("proc/net/ipv6_route"),
        zeros + " 00 " + zeros + " 00 fe800000000000000000000000000001 00000400 eth0\n");
    Files.writeString(
        root.resolve("etc/resolv.conf"),
        """
        # by hand
        nameserver 192.168.1.53
        nameserver fe80::53%eth0
        nameserver bad
        search lan
        """);

    var view = new MachineNetwork(Set::of, ticker, root).view();

    assertThat(view.gateways())
        .containsExactlyInAnyOrder(
            InetAddress.ofLiteral("192.168.1.1"), InetAddress.ofLiteral("fe80::1"));
    assertThat(view.nameServers())
        .containsExactlyInAnyOrder(
            InetAddress.ofLiteral("192.168.1.53"), InetAddress.ofLiteral("fe80::53"));
  }

  @Test
  void knowsThisMachinesInterfacesAndHearsOfANewPublicAddressAtOnce(@TempDir Path root) {
    var told = new AtomicReference<Set<InetAddress>>(Set.of());
    var network = new MachineNetwork(told::get, ticker, root);
    var address = InetAddress.ofLiteral("93.184.216.34");

    assertThat(network.view().contains(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
    assertThat(network.view().contains(address)).isFalse();
    assertThat(network.view()).isSameAs(network.view());
    told.set(Set.of(address));

    assertThat(network.view().contains(address)).isTrue();
  }
}
