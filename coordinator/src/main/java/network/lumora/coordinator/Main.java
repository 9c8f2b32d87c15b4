package network.lumora.coordinator;

import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.time.InstantSource;
import java.util.function.Supplier;
import network.lumora.coordinator.cli.Commands;
import network.lumora.coordinator.program.Coordinator;
import org.conscrypt.Conscrypt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the coordinator, or carries out one of its commands. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String... arguments) {
    quicken(Conscrypt::newProvider);
    var world = new Coordinator.World(InstantSource.system(), System::nanoTime, new SecureRandom());
    System.exit(Commands.execute(world, arguments));
  }

  /** Lets signatures and seals be computed natively where that works: decision 0002. */
  static void quicken(Supplier<Provider> cryptography) {
    try {
      Security.addProvider(cryptography.get());
    } catch (LinkageError e) {
      LOG.warn(
          "signatures are computed in Java, at a third of the speed: Conscrypt does not load ({})",
          e.getMessage());
    }
  }
}
