package network.lumora.systemtests.bench.assignment;

/** A page leased to an agent. One thread. */
final class Tenure {
  final Page page;
  final VirtualAgent agent;
  final double givenAtMillis;

  /** Round trip to the source that the fetch sees. */
  final double pathMillis;

  boolean late;
  boolean hedged;
  boolean over;

  Tenure(Page page, VirtualAgent agent, double givenAtMillis, double pathMillis) {
    this.page = page;
    this.agent = agent;
    this.givenAtMillis = givenAtMillis;
    this.pathMillis = pathMillis;
  }
}
