package network.lumora.agent.allowance;

/**
 * What the line leaves for work, so that its user feels nothing. Asked for each chunk; thread-safe,
 * and never waits.
 */
public interface Line {
  /** Nobody judges it. */
  Line UNJUDGED =
      new Line() {
        @Override
        public void begin() {}

        @Override
        public void end() {}

        @Override
        public void passed(Direction direction, int bytes) {}

        @Override
        public void opened(Inflow inflow) {}

        @Override
        public void closed(Inflow inflow, int leftBytes) {}

        @Override
        public long bytesPerSecond(Direction direction) {
          return 0;
        }

        @Override
        public long usualBytesPerSecond(Direction direction) {
          return 0;
        }
      };

  /** Work wants to move bytes, and may have to wait for them. */
  void begin();

  /** It waits no longer; for each {@link #begin}. */
  void end();

  /** Bytes of work or of the link passed a socket. */
  void passed(Direction direction, int bytes);

  /** Bytes of work may come there before they are read. */
  void opened(Inflow inflow);

  /**
   * @param leftBytes that had come and nobody will read
   */
  void closed(Inflow inflow, int leftBytes);

  /** The most that may move now; 0 is no limit. */
  long bytesPerSecond(Direction direction);

  /** The same while nobody else is there; 0 if nobody knows what the line carries. */
  long usualBytesPerSecond(Direction direction);

  /** Whether bytes go in small portions, because it is known how long each takes. */
  default boolean isPaced() {
    return usualBytesPerSecond(Direction.UP) != 0;
  }
}
