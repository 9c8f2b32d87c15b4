package network.lumora.ledger.log;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A stranger's version of good bytes: changed, cut, doubled or filled with separators. */
final class Mutation {
  private static final byte[] SEPARATORS = {'\n', ' ', '+', '/', 'x', '0', '=', '.', 0, -1};

  private Mutation() {}

  static byte[] of(byte[] good, RandomGenerator random) {
    byte[] bytes = good.clone();
    for (int changes = random.nextInt(1, 4); changes > 0 && bytes.length > 0; changes--) {
      bytes = changed(bytes, random.nextInt(bytes.length), random);
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, int at, RandomGenerator random) {
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] = (byte) random.nextInt();
      case 1 -> bytes[at] = SEPARATORS[random.nextInt(SEPARATORS.length)];
      case 2 -> {
        return Arrays.copyOf(bytes, at);
      }
      default -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + bytes.length - at);
        System.arraycopy(bytes, at, longer, bytes.length, bytes.length - at);
        return longer;
      }
    }
    return bytes;
  }
}
