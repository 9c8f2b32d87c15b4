package network.lumora.systemtests.bench.bandwidth;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.lumora.systemtests.bed.Bed;
import network.lumora.systemtests.bed.Line;
import network.lumora.systemtests.bed.Truth;

/** Opens beds; of each line the truth is checked before the first figure is taken from it. */
public final class Beds {
  private final PrintStream progress;
  private final Set<Line> checked = new HashSet<>();
  private final List<String> truths = new ArrayList<>();

  Beds(PrintStream progress) {
    this.progress = progress;
  }

  /**
   * A bed of its own for the caller, who closes it.
   *
   * @throws IOException if there can be none, or it is not what it says
   */
  public Bed open(Line line) throws IOException {
    var bed = Bed.open(line);
    try {
      if (!checked.contains(line)) {
        check(bed, line);
      }
      return bed;
    } catch (IOException | RuntimeException e) {
      bed.close();
      throw e;
    }
  }

  private void check(Bed bed, Line line) throws IOException {
    var truth = line.text() + ": " + Truth.check(bed).text(line);
    progress.println(truth);
    truths.add(truth);
    checked.add(line);
  }

  /** What programs of others measured of each line, before the first figure was taken from it. */
  List<String> truths() {
    return List.copyOf(truths);
  }

  /** Tells who waits how far a row is. */
  public void tell(String text) {
    progress.println(text);
  }
}
