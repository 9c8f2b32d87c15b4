package network.lumora.systemtests.bench.bandwidth;

import java.io.IOException;
import java.util.List;

/** One line of the table: what is measured, how good it must be, how good others are. */
public interface Row {
  /** Such as {@code T1}. */
  String id();

  /** What is measured, in few words, with the unit of its figures. */
  String what();

  /**
   * In words, for all conditions; a figure may be judged by a stricter or milder one of its own.
   */
  Target target();

  /** The best published figure, whose it is, and its own conditions. */
  String published();

  /**
   * Measures; one figure for each condition.
   *
   * @param beds opens what it needs; beds it opened are closed by the row
   * @param runs repetitions of each condition
   * @throws IOException if the bed, or this computer, does not let it
   */
  List<Figure> measure(Beds beds, int runs) throws IOException;
}
