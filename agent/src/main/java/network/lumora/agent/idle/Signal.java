package network.lumora.agent.idle;

/** What shows that somebody else uses the line, or will at once. */
public enum Signal {
  /** A browser told. */
  USER_HINT("you are browsing"),
  /** The interfaces carry more than ours. */
  OTHER_TRAFFIC("other traffic on the line"),
  /** Our probes wait longer than they did: a queue, and it is not ours. */
  DELAY_RISES("packets wait on the line"),
  /** Our probes get lost. */
  LOSS("packets get lost on the line");

  private final String words;

  Signal(String words) {
    this.words = words;
  }

  /** For people, in English. */
  public String words() {
    return words;
  }
}
