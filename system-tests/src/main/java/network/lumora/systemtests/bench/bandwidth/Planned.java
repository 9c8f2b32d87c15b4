package network.lumora.systemtests.bench.bandwidth;

import java.io.IOException;
import java.util.List;

/** A row that nothing measures yet. */
record Planned(String id, String what, Target target, String published) implements Row {
  @Override
  public List<Figure> measure(Beds beds, int runs) throws IOException {
    throw new IOException("nothing measures it yet");
  }
}
