package network.lumora.coordinator.book;

import java.io.IOException;
import java.util.List;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;

/**
 * What must go to the public log, in this order. It is written down together with the change that
 * it states, and leaves only when its place in the log is written down too.
 */
public interface Outbox {
  /** Gives the number of the entry; numbers grow. */
  long add(Subject subject, Envelope entry) throws IOException;

  List<Entry> first(int limit) throws IOException;

  void remove(long number) throws IOException;

  /** An entry on its way. */
  record Entry(long number, Subject subject, Envelope envelope) {}

  /** What an entry is about. */
  sealed interface Subject {}

  /** An order begins. */
  record OrderBegins(String orderId) implements Subject {}

  /** An order ends. */
  record OrderEnds(String orderId) implements Subject {}

  /** A delivery counts. */
  record DeliveryCounts(long number, PublicKey agent, long sequence) implements Subject {}

  /** A line is proven. */
  record LineIsProven(String challengeId, PublicKey agent) implements Subject {}

  /** Who shares a line with whom is found. */
  record LinksAreFound(String challengeId) implements Subject {}

  /** What was signed of a session counts. */
  record SessionCounts(long number, PublicKey provider) implements Subject {}

  /** An epoch ends. */
  record EpochEnds(long epoch) implements Subject {}
}
