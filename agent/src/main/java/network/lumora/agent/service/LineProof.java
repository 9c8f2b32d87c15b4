package network.lumora.agent.service;

import java.io.IOException;
import network.lumora.agent.history.LineBook;
import network.lumora.agent.history.ProvenLine;
import network.lumora.agent.idle.Capacity;
import network.lumora.agent.idle.IdleMeter;
import network.lumora.protocol.units.BytesPerSecond;

/** Tells the meter what the line was proven to carry, and keeps it. Thread-safe. */
final class LineProof {
  private final LineBook book;
  private final IdleMeter meter;

  LineProof(LineBook book, IdleMeter meter) {
    this.book = book;
    this.meter = meter;
  }

  /** What was kept, after a start. */
  void recall() throws IOException {
    book.newestProven().ifPresent(this::tell);
  }

  void proved(ProvenLine line) throws IOException {
    book.proved(line);
    tell(line);
  }

  /** Of half a line no meter can say how much is idle. */
  private void tell(ProvenLine line) {
    long up = line.up().orElse(0);
    long down = line.down().orElse(0);
    if (up > 0 && down > 0) {
      meter.prove(new Capacity(new BytesPerSecond(up), new BytesPerSecond(down), line.at()));
    }
  }
}
