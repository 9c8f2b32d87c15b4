package network.lumora.agent.idle;

/** The way to a reflector. Must not wait. */
public interface ProbeSender {
  /** Ticks of 10 ms from one probe to the next, at least. */
  int everyTicks();

  /** Below which longer waits may be the reflector's. */
  long leastRiseNanos();

  /** Whether a probe that is sent now meets nothing of ours on its way. */
  boolean isReady();

  void send(long number);
}
