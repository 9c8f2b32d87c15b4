package network.lumora.agent.journal;

/** Hears what is written, after it is on the disk; must return at once. */
public interface JournalWatch {
  JournalWatch NONE =
      new JournalWatch() {
        @Override
        public void written(long row) {}

        @Override
        public void settled(long sequence) {}
      };

  /**
   * A row is new, or says something else of its receipt now.
   *
   * @param row its number in the journal
   */
  void written(long row);

  /**
   * @param sequence of a receipt that has both signatures now
   */
  void settled(long sequence);
}
