package network.lumora.bridge.api;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import network.lumora.bridge.agent.AgentStatus;
import network.lumora.bridge.agent.BridgedAgent;
import network.lumora.bridge.agent.JournalPage;
import network.lumora.bridge.agent.JournalQuery;
import network.lumora.bridge.agent.JournalReader;
import network.lumora.bridge.agent.LimitsControl;
import network.lumora.bridge.agent.LimitsInForce;
import network.lumora.bridge.agent.PauseRequest;
import network.lumora.bridge.agent.Rates;
import network.lumora.bridge.agent.Reason;
import network.lumora.bridge.agent.StatusControl;
import network.lumora.bridge.agent.UsageQuery;
import network.lumora.bridge.agent.UsageReport;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;

/** An agent that does nothing but count how often it was reached. */
final class StillAgent implements StatusControl, LimitsControl, JournalReader {
  static final LimitsInForce NO_LIMITS =
      new LimitsInForce(new BytesPerSecond(0), new BytesPerSecond(0), new Bytes(0), new Bytes(0));

  int reached;
  boolean diskFull;

  @SuppressWarnings("NullAway") // the parts that no test reaches are not there
  BridgedAgent bridged() {
    return new BridgedAgent(this, this, null, null, this, null, null, null, null, null, null);
  }

  @Override
  public AgentStatus status() throws IOException {
    reached++;
    if (diskFull) {
      throw new IOException("the disk is full");
    }
    var none = new AgentStatus.Moved(Bytes.NONE, Bytes.NONE);
    return new AgentStatus(
        AgentStatus.State.RUNNING,
        List.of(new Reason(Reason.Code.READY, "running", null)),
        Instant.EPOCH,
        "ed25519:agent",
        "0.1.0",
        none,
        none,
        NO_LIMITS,
        new Rates(null, null),
        null,
        new AgentStatus.Connection("ws://127.0.0.1:1/agent", null, "connected", ""),
        new AgentStatus.Work(4, 0, 0, 0, 0, 0, Bytes.NONE),
        List.of());
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
  public JournalPage page(JournalQuery query) {
    reached++;
    return new JournalPage(List.of(), null);
  }

  @Override
  public void deleteAll() {
    reached++;
  }

  @Override
  public UsageReport usage(UsageQuery query) {
    reached++;
    return new UsageReport(List.of(), List.of(), List.of());
  }
}
