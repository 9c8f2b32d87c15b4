package network.lumora.agent.idle;

/** The way to a reflector. Must not wait. */
@FunctionalInterface
public interface ProbeSender {
  void send(long number);
}
