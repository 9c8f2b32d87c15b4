package network.lumora.systemtests.bench.agents;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.Locale;
import org.conscrypt.Conscrypt;

/** The simulated agents as a process of their own, so that their cost is told apart. */
public final class SwarmProgram {
  private final Swarm swarm;

  private SwarmProgram(Swarm swarm) {
    this.swarm = swarm;
  }

  /** Arguments: the coordinator's port for agents, and how many there are. Commands by stdin. */
  public static void main(String... arguments) throws IOException {
    Security.addProvider(Conscrypt.newProvider());
    var coordinator =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    var program = new SwarmProgram(new Swarm(coordinator, Integer.parseInt(arguments[1])));
    System.out.println("made");
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = commands.readLine(); line != null; line = commands.readLine()) {
      System.out.println(program.execute(line.split(" ", -1)));
    }
  }

  private String execute(String... command) {
    return switch (command[0]) {
      case "connect" -> connect(number(command[1]));
      case "rest" -> {
        swarm.rest(number(command[1]));
        yield "ready=" + swarm.ready() + " lost=" + swarm.lost();
      }
      case "ask" -> ask(number(command[1]), number(command[2]));
      case "willing" -> {
        swarm.willing(number(command[1]));
        yield "told=" + swarm.ready();
      }
      case "leases" -> {
        var came = swarm.awaitLeases(number(command[1]), number(command[2]));
        yield String.format(Locale.ROOT, "leases=%d seconds=%.3f", came.leases(), came.seconds());
      }
      case "drop" -> {
        swarm.drop();
        yield "ready=" + swarm.ready();
      }
      default -> throw new IllegalArgumentException("no command " + command[0]);
    };
  }

  private String connect(int patienceSeconds) {
    double seconds = swarm.connectAll(patienceSeconds);
    return String.format(
        Locale.ROOT,
        "seconds=%.3f ready=%d lost=%d putoff=%d troubles=%s",
        seconds,
        swarm.ready(),
        swarm.lost(),
        swarm.putOff(),
        swarm.troubles());
  }

  private String ask(int perSecond, int seconds) {
    var latencies = swarm.ask(perSecond, seconds);
    return String.format(
        Locale.ROOT,
        "asked=%d given=%d p50=%.2f p95=%.2f p99=%.2f max=%.2f",
        perSecond * seconds,
        latencies.count(),
        latencies.percentileMillis(0.5),
        latencies.percentileMillis(0.95),
        latencies.percentileMillis(0.99),
        latencies.percentileMillis(1));
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
