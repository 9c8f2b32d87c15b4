package network.lumora.coordinator.settle;

import network.lumora.proof.fraud.Finding;
import network.lumora.proof.receipt.Phase;
import network.lumora.proof.receipt.WindowFault;

/** What became of one receipt of a window. */
public sealed interface Taken {
  String grantId();

  long sequence();

  /** It counts, now or since it came first; it is durable. */
  record Counts(String grantId, long sequence) implements Taken {}

  /** It breaks its chain, its grant or its signatures; the session may go on. */
  record Refused(String grantId, long sequence, WindowFault fault, String detail)
      implements Taken {}

  /** A rule has found something; the session is disputed. */
  record Found(String grantId, long sequence, Finding finding) implements Taken {}

  /** Its session takes no more. */
  record Over(String grantId, long sequence, Phase phase) implements Taken {}
}
