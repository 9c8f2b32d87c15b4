package network.lumora.coordinator.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import network.lumora.coordinator.book.Load;

/** What an operator should do something about, each with what to do. Pure. */
final class Notes {
  private Notes() {}

  /**
   * @param whyNotReady empty if work is taken
   * @param agents that are connected
   * @param lineTrouble empty if lines can be proven
   */
  static List<String> of(String whyNotReady, int agents, Load load, String lineTrouble) {
    var notes = new ArrayList<String>();
    if (whyNotReady.equals(Overview.UNAVAILABLE)) {
      notes.add(
          "Nothing is accepted: the book or the log cannot be written. Look whether their disk is"
              + " full; it goes on by itself once there is room.");
    }
    if (agents == 0 && load.waiting() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d pages wait and no agent is connected. Agents need the address and the key that"
                  + " the coordinator prints when it starts.",
              load.waiting()));
    }
    if (!lineTrouble.isEmpty()) {
      notes.add("Challenges: " + lineTrouble + ".");
    }
    return notes;
  }
}
