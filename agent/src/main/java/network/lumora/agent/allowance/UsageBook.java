package network.lumora.agent.allowance;

import java.io.IOException;
import java.time.LocalDate;
import network.lumora.agent.policy.Moved;

/** Keeps how much went over the line, by days of the host's calendar. */
public interface UsageBook {
  /** From the first day to the last, both included. */
  Moved between(LocalDate first, LocalDate last) throws IOException;

  void add(LocalDate day, Moved more) throws IOException;
}
