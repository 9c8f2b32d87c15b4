package network.lumora.systemtests.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.seal.Seal;
import network.lumora.protocol.seal.SealBrokenException;
import network.lumora.protocol.seal.SealContext;
import network.lumora.protocol.seal.SealKey;

/** Operations per CPU-second of what every task costs at least once. */
final class Cryptography {
  private static final int ROUNDS = 5;
  private static final int OPERATIONS = 2_000;

  private final IdentityKey key = IdentityKey.generate();
  private final SealKey sealKey = SealKey.generate();
  private final byte[] message = new byte[1_024];
  private final byte[] signature = key.sign(message);
  private final byte[] context =
      new SealContext(
              "00112233445566778899aabbccddeeff/7",
              key.publicKey(),
              Sha256.of("order").toString(),
              Sha256.of("policy").toString(),
              SealContext.Direction.RESULT)
          .bytes();
  private final byte[] sealed = Seal.seal(sealKey.publicKey(), message, context);

  Figures sign() {
    return perCpuSecond(() -> key.sign(message).length);
  }

  Figures verify() {
    return perCpuSecond(() -> key.publicKey().verifies(message, signature) ? 1 : 0);
  }

  Figures seal() {
    return perCpuSecond(() -> Seal.seal(sealKey.publicKey(), message, context).length);
  }

  Figures open() {
    return perCpuSecond(
        () -> {
          try {
            return sealKey.open(sealed, context).length;
          } catch (SealBrokenException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private interface Operation {
    int run();
  }

  /** The first round warms up and does not count. */
  private static Figures perCpuSecond(Operation operation) {
    var threads = ManagementFactory.getThreadMXBean();
    double[] rates = new double[ROUNDS + 1];
    for (int round = 0; round <= ROUNDS; round++) {
      long before = threads.getCurrentThreadCpuTime();
      int used = 0;
      for (int i = 0; i < OPERATIONS; i++) {
        used += operation.run();
      }
      if (used == 0) {
        throw new IllegalStateException("nothing was done");
      }
      rates[round] = OPERATIONS * 1e9 / (threads.getCurrentThreadCpuTime() - before);
    }
    return new Figures(Arrays.copyOfRange(rates, 1, rates.length));
  }
}
