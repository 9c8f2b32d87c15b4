package network.lumora.coordinator.assign;

/**
 * Each number below a size once, in an order that looks like chance and is the same for the same
 * seed.
 */
record Walk(int size, int start, int stride) {

  static Walk of(int size, long seed) {
    long mixed = mix(seed);
    int start = (int) Long.remainderUnsigned(mixed, size);
    int stride = 1 + (int) Long.remainderUnsigned(mix(mixed), size);
    while (commonDivisor(stride, size) != 1) {
      stride++;
    }
    return new Walk(size, start, stride);
  }

  /** A permutation of all longs whose bits are unlike each other (Stafford's variant 13). */
  private static long mix(long seed) {
    long mixed = seed + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  private static int commonDivisor(int one, int other) {
    return other == 0 ? one : commonDivisor(other, one % other);
  }

  int at(int step) {
    return (int) ((start + (long) step * stride) % size);
  }
}
