package network.lumora.agent.allowance;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;

/** Keeps how much went over the line, by days of the host's calendar. */
public interface UsageBook {
  Moved on(LocalDate day) throws IOException;

  Moved in(YearMonth month) throws IOException;

  void add(LocalDate day, Moved more) throws IOException;
}
