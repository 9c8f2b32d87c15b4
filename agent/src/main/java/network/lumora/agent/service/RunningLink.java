package network.lumora.agent.service;

import java.util.List;
import java.util.Optional;
import network.lumora.agent.idle.IdleMeter;
import network.lumora.agent.idle.Stance;
import network.lumora.agent.link.CoordinatorLink;
import network.lumora.agent.policy.Connection;
import network.lumora.agent.policy.GivingWay;
import network.lumora.agent.work.Workbench;
import network.lumora.bridge.agent.AgentStatus;
import network.lumora.protocol.identity.PublicKey;

/** The link and the work of a running agent. Thread-safe. */
record RunningLink(String coordinator, CoordinatorLink link, Workbench work, IdleMeter meter)
    implements Live {
  @Override
  public AgentStatus.Connection connection() {
    var state = link.state();
    return new AgentStatus.Connection(
        coordinator,
        state.coordinator().map(PublicKey::toString).orElse(null),
        state.word(),
        state.detail());
  }

  @Override
  public Connection connected() {
    return switch (link.state().word()) {
      case "connected" -> Connection.CONNECTED;
      case "refused" -> Connection.REFUSED;
      case "blocked" -> Connection.BLOCKED;
      case "capped" -> Connection.CAPPED;
      default -> Connection.CONNECTING;
    };
  }

  @Override
  public Optional<GivingWay> givingWay() {
    var standing = meter.standing();
    return standing.stance() == Stance.RUN
        ? Optional.empty()
        : Optional.of(new GivingWay(standing.text(), standing.until()));
  }

  @Override
  public int slots() {
    return work.slots();
  }

  @Override
  public int working() {
    return work.working();
  }

  @Override
  public List<AgentStatus.TaskNow> tasks() {
    return work.underway().stream().map(Views::task).toList();
  }
}
