package network.lumora.agent.link;

/** What a session is told by the socket and by the rest of the agent. */
sealed interface LinkEvent {

  /** The upgrade succeeded. */
  record Opened() implements LinkEvent {}

  /** A text message came. */
  record Text(String text) implements LinkEvent {
    @Override
    public String toString() {
      return "Text[" + text.length() + " characters]";
    }
  }

  /** A binary message came, which no coordinator sends. */
  record Binary() implements LinkEvent {}

  /** The connection is gone. */
  record Closed(int code, String reason) implements LinkEvent {}

  /** Something changed: look at slots, standing and outbox again. */
  record Nudge() implements LinkEvent {}
}
