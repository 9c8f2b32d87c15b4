package network.lumora.bridge.api;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;

/** An agent that does nothing but count how often it was reached. */
final class StillAgent implements AgentControl {
  static final LimitsInForce NO_LIMITS =
      new LimitsInForce(new BytesPerSecond(0), new BytesPerSecond(0), new Bytes(0), new Bytes(0));

  int reached;
  boolean diskFull;

  @Override
  public AgentStatus status() throws IOException {
    reached++;
    if (diskFull) {
      throw new IOException("the disk is full");
    }
    var none = new AgentStatus.Moved(Bytes.NONE, Bytes.NONE);
    return new AgentStatus(
        AgentStatus.State.RUNNING,
        "running",
        Instant.EPOCH,
        "ed25519:agent",
        none,
        none,
        NO_LIMITS,
        new AgentStatus.Connection("ws://127.0.0.1:1/agent", null, "connected", ""),
        new AgentStatus.Work(4, 0, 0, 0, 0, 0, Bytes.NONE));
  }

  @Override
  public AgentStatus pause(PauseRequest request) throws IOException {
    return status();
  }

  @Override
  public AgentStatus resume() throws IOException {
    return status();
  }

  @Override
  public LimitsInForce limits() {
    reached++;
    return NO_LIMITS;
  }

  @Override
  public LimitsInForce limit(LimitsInForce limits) {
    reached++;
    if (limits.perDay().count() == 13) {
      throw new IllegalArgumentException("perDay is 13");
    }
    return limits;
  }

  @Override
  public JournalPage journal(long after, int most) {
    reached++;
    return new JournalPage(List.of());
  }
}
