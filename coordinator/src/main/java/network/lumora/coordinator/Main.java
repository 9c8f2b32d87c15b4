package network.lumora.coordinator;

import java.security.SecureRandom;
import java.time.InstantSource;
import network.lumora.coordinator.cli.Commands;
import network.lumora.coordinator.program.Coordinator;

/** Starts the coordinator, or carries out one of its commands. */
public final class Main {
  private Main() {}

  public static void main(String... arguments) {
    var world = new Coordinator.World(InstantSource.system(), System::nanoTime, new SecureRandom());
    System.exit(Commands.execute(world, arguments));
  }
}
