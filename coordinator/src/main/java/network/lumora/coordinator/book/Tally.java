package network.lumora.coordinator.book;

import network.lumora.protocol.units.Bytes;

/**
 * How many pages of an order are in each {@link TaskState}.
 *
 * @param delivered sealed bytes of all counted results
 */
public record Tally(
    int waiting,
    int working,
    int ok,
    int refused,
    int failed,
    int exhausted,
    int dropped,
    Bytes delivered) {

  /** Pages that may still get a result. */
  public int open() {
    return waiting + working;
  }
}
