package network.lumora.systemtests.crash;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import network.lumora.systemtests.network.Network;

/**
 * Ends one process of the network after another with SIGKILL, the coordinator now and then with
 * SIGTERM, and starts it again.
 */
final class Killer {
  private static final int MAX_PAUSE_MILLIS = 1_500;

  private final Network network;
  private final List<String> agents;
  private final RandomGenerator random;

  Killer(Network network, List<String> agents, RandomGenerator random) {
    this.network = network;
    this.agents = agents;
    this.random = random;
  }

  /** Waits for a random moment, kills somebody and brings it back; says who it was. */
  String strike() throws IOException, InterruptedException {
    // The moment is what is random here; nothing is awaited.
    var _ = new CountDownLatch(1).await(random.nextInt(MAX_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
    int victim = random.nextInt(agents.size() + 1);
    if (victim == agents.size()) {
      boolean gently = random.nextBoolean();
      if (gently) {
        var _ = network.coordinator().stop();
      } else {
        network.coordinator().kill();
      }
      network.restartCoordinator();
      return gently ? "coordinator, which drained first" : "coordinator";
    }
    var name = agents.get(victim);
    network.agent(name).kill();
    var _ = network.startAgent(name);
    return name;
  }
}
