package network.lumora.coordinator;

import java.security.SecureRandom;
import java.time.InstantSource;
import network.lumora.coordinator.cli.Commands;
import network.lumora.coordinator.program.Coordinator;
import network.lumora.protocol.cryptography.NativeCryptography;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the coordinator, or carries out one of its commands. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String... arguments) {
    NativeCryptography.add()
        .ifPresent(
            why ->
                LOG.warn(
                    "signatures are computed in Java, at a third of the speed: Conscrypt does not load ({})",
                    why));
    var world = new Coordinator.World(InstantSource.system(), System::nanoTime, new SecureRandom());
    System.exit(Commands.execute(world, arguments));
  }
}
