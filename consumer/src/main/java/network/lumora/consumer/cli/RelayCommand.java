package network.lumora.consumer.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import network.lumora.consumer.client.Coordinator;
import network.lumora.consumer.order.BadOrderException;
import network.lumora.consumer.relay.CallerRelay;
import network.lumora.consumer.relay.LocalProxy;
import network.lumora.consumer.relay.RelayOffice;
import network.lumora.consumer.relay.Self;
import network.lumora.consumer.relay.SiteRelays;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ReceiptsTaken;
import network.lumora.protocol.message.RelayPlace;
import network.lumora.protocol.message.RelayRequest;
import network.lumora.protocol.message.SessionReceipts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "relay",
    description = {
      "Reach the sites that you opened through agents' lines: an HTTP proxy on this computer.",
      "Use it with any program: curl -x http://127.0.0.1:8490 https://shop.example/",
      "With --to, connections go to another consumer instead, who runs lumora-consumer answer."
    })
final class RelayCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final DataFolder data;

  @Option(
      names = "--coordinator",
      paramLabel = "URL",
      description = "Its address. May be left out if only one is known.")
  private @Nullable String coordinator;

  @Option(
      names = "--listen",
      paramLabel = "IP:PORT",
      description = "Of this computer; port 0 is any (${DEFAULT-VALUE}).",
      defaultValue = "127.0.0.1:8490")
  private String listen = "";

  @Option(names = "--to", paramLabel = "KEY", description = "The other consumer, ed25519:...")
  private @Nullable String callee;

  RelayCommand(Shell shell) {
    this.shell = shell;
    this.data = new DataFolder(shell);
  }

  @Override
  public Integer call()
      throws IOException, ProtocolException, BadOrderException, InterruptedException {
    var address = LocalPlace.parse("--listen", listen);
    try (var lumora = data.open()) {
      var url = KnownAddress.of(coordinator, lumora);
      var self = lumora.self(lumora.meet(url, Optional.empty()), shell.nanos());
      var office = new Office(lumora.at(url));
      if (callee == null) {
        proxy(address, self, office);
      } else {
        forward(address, self, office, PublicKey.parse(callee));
      }
    }
    return Exit.OK;
  }

  private void proxy(InetSocketAddress address, Self self, RelayOffice office)
      throws IOException, InterruptedException {
    var stopped = new CountDownLatch(1);
    var relays = new SiteRelays(self, office, shell.err());
    try (var proxy = new LocalProxy(address, relays);
        var _ = shell.interrupts().whenInterrupted(stopped::countDown)) {
      proxy.start();
      ready(proxy.port());
      stopped.await();
    }
  }

  private void forward(InetSocketAddress address, Self self, RelayOffice office, PublicKey to)
      throws IOException, InterruptedException {
    try (var server = ServerSocketChannel.open();
        var relay = new CallerRelay(self, office, to, shell.err());
        var _ = shell.interrupts().whenInterrupted(relay::close)) {
      server.bind(address);
      Thread.ofVirtual().name("forward").start(() -> relay.serve(server));
      ready(server.socket().getLocalPort());
      relay.run();
    }
  }

  private void ready(int port) {
    shell.out().println("lumora-consumer relay ready proxy=127.0.0.1:" + port);
    shell.out().flush();
  }

  /** The coordinator, for one thread at a time. */
  private record Office(Coordinator coordinator) implements RelayOffice {
    @Override
    public RelayPlace open(RelayRequest request) throws IOException, ProtocolException {
      synchronized (coordinator) {
        return coordinator.relay(request);
      }
    }

    @Override
    public ReceiptsTaken receipts(SessionReceipts receipts) throws IOException, ProtocolException {
      synchronized (coordinator) {
        return coordinator.receipts(receipts);
      }
    }
  }
}
