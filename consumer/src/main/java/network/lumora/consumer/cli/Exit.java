package network.lumora.consumer.cli;

/** Exit codes of every program of Lumora. */
final class Exit {
  static final int OK = 0;

  /** The world or the coordinator stood in the way. */
  static final int FAILED = 1;

  static final int USAGE = 2;

  /** Something is not what it claims to be. */
  static final int NOT_VERIFIED = 3;

  private Exit() {}
}
