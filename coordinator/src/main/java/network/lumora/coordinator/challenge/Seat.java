package network.lumora.coordinator.challenge;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * One slot and who has it.
 *
 * @param token names the slot on the path
 * @param key of its payload
 */
record Seat(int slot, Challenger challenger, String token, String key) {
  private static final int TOKEN_BYTES = 16;
  private static final int KEY_BYTES = 32;

  static Seat of(int slot, Challenger challenger, RandomGenerator random) {
    return new Seat(slot, challenger, hex(random, TOKEN_BYTES), hex(random, KEY_BYTES));
  }

  static String id(RandomGenerator random) {
    return hex(random, TOKEN_BYTES);
  }

  static String secret(RandomGenerator random) {
    return hex(random, KEY_BYTES);
  }

  private static String hex(RandomGenerator random, int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
