package network.lumora.consumer.relay;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.passage.PumpThreads;

/**
 * Who is a party of relays, with time and chance.
 *
 * @param coordinator whose grants count
 * @param random that nobody can guess
 * @param nanos a ticker that never goes back
 * @param threads of all its relays
 */
public record Self(
    Signer identity,
    PublicKey coordinator,
    RandomGenerator random,
    InstantSource clock,
    LongSupplier nanos,
    PumpThreads threads) {
  private static final int ID_BYTES = 16;

  String id() {
    var bytes = new byte[ID_BYTES];
    synchronized (random) {
      random.nextBytes(bytes);
    }
    return HexFormat.of().formatHex(bytes);
  }
}
