package network.lumora.protocol.relay;

/** The bytes by which all receive windows may still grow. One thread. */
final class Growth {
  private long left;

  Growth(long bytes) {
    this.left = bytes;
  }

  boolean take(long bytes) {
    if (bytes > left) {
      return false;
    }
    left -= bytes;
    return true;
  }

  void give(long bytes) {
    left += bytes;
  }

  long left() {
    return left;
  }
}
