package network.lumora.protocol.message;

import java.util.List;

/** A payer's sessions, the newest first. */
public record PaidSessions(List<PaidSession> sessions) {
  /** Some six kilobytes each. */
  public static final int MAX = 50;

  public PaidSessions {
    Text.requireRange("number of sessions", sessions.size(), 0, MAX);
    sessions = List.copyOf(sessions);
  }
}
