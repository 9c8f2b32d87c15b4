package network.lumora.protocol.identity;

import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.security.Security;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.conscrypt.Conscrypt;

/**
 * Prints the CPU time of one Ed25519 operation for each candidate, side by side: medians of
 * interleaved runs. Not a test; decision 0002 has the table and the command.
 */
final class Ed25519Measurement {
  private static final int WARM_UP_ROUNDS = 4;
  private static final int ROUNDS = 11;
  private static final int OPERATIONS_PER_ROUND = 1_000;

  /** About the size of a receipt. */
  private final byte[] message = new byte[512];

  private final byte[] seed = new byte[32];
  private final byte[] point = new byte[32];
  private final Map<String, List<Double>> micros = new LinkedHashMap<>();

  private Ed25519Measurement() {
    new SecureRandom().nextBytes(seed);
    Ed25519.generatePublicKey(seed, 0, point, 0);
  }

  public static void main(String... args) {
    new Ed25519Measurement().run();
  }

  private void run() {
    for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      if (round == WARM_UP_ROUNDS) {
        micros.clear();
      }
      tink("Tink, Java");
      Security.addProvider(Conscrypt.newProvider());
      tink("Tink, Conscrypt");
      Security.removeProvider("Conscrypt");
      bouncyCastle();
    }
    micros.forEach(Ed25519Measurement::print);
  }

  private void tink(String name) {
    var signer = IdentityKey.generate();
    var signature = signer.sign(message);
    var publicKey = signer.publicKey();
    time(name + ", sign", () -> signer.sign(message));
    time(name + ", verify", () -> require(publicKey.verifies(message, signature)));
  }

  private void bouncyCastle() {
    var signature = new byte[64];
    time(
        "BouncyCastle, sign",
        () -> Ed25519.sign(seed, 0, point, 0, message, 0, message.length, signature, 0));
    time(
        "BouncyCastle, verify",
        () -> require(Ed25519.verify(signature, 0, point, 0, message, 0, message.length)));
  }

  private void time(String name, Runnable operation) {
    var thread = ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadCpuTime();
    for (int i = 0; i < OPERATIONS_PER_ROUND; i++) {
      operation.run();
    }
    double nanos = thread.getCurrentThreadCpuTime() - before;
    micros.computeIfAbsent(name, n -> new ArrayList<>()).add(nanos / 1e3 / OPERATIONS_PER_ROUND);
  }

  private static void print(String name, List<Double> runs) {
    Collections.sort(runs);
    double median = runs.get(runs.size() / 2);
    System.out.printf(
        "%-24s %6.1f us (%.1f to %.1f) %,8.0f per CPU-second%n",
        name, median, runs.getFirst(), runs.getLast(), 1e6 / median);
  }

  private static void require(boolean verified) {
    if (!verified) {
      throw new IllegalStateException("a good signature does not verify");
    }
  }
}
