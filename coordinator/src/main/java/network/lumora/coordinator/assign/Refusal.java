package network.lumora.coordinator.assign;

/** Why a candidate does not get a task whatever its score. */
public enum Refusal {
  NO_SLOT("has no free slot"),
  NOT_THIS_ONE("failed it, works on it, or does not take its site"),
  ELSEWHERE("is not where the order asks"),
  OVERDUE("is late with another"),
  PLANNED("has its bandwidth planned");

  private final String text;

  Refusal(String text) {
    this.text = text;
  }

  /** What follows "an agent". */
  public String text() {
    return text;
  }
}
