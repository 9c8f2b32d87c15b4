package network.lumora.agent.service;

import java.io.IOException;
import java.util.function.Supplier;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.policy.Pause;
import network.lumora.agent.policy.Policy;
import network.lumora.bridge.agent.AgentStatus;
import network.lumora.bridge.agent.LineReader;
import network.lumora.bridge.agent.LivePoint;
import network.lumora.bridge.agent.PauseRequest;
import network.lumora.bridge.agent.StatusControl;
import org.jspecify.annotations.Nullable;

/** Tells how the agent is, and pauses it. Thread-safe. */
final class StatusBoard implements StatusControl {
  private final Journal journal;
  private final Allowance allowance;
  private final World world;
  private final String agentKey;
  private final Live live;
  private final Supplier<@Nullable LivePoint> point;
  private final LineReader line;

  /**
   * @param point of the last second, null if nobody watches
   */
  StatusBoard(
      Journal journal,
      Allowance allowance,
      World world,
      String agentKey,
      Live live,
      Supplier<@Nullable LivePoint> point,
      LineReader line) {
    this.journal = journal;
    this.allowance = allowance;
    this.world = world;
    this.agentKey = agentKey;
    this.live = live;
    this.point = point;
    this.line = line;
  }

  @Override
  public AgentStatus status() throws IOException {
    var settings = allowance.settings();
    var known = allowance.conditions();
    var conditions =
        known.with(live.connected()).with(known.surroundings().withGivingWay(live.givingWay()));
    var verdict = Policy.judge(settings, conditions);
    return new AgentStatus(
        Views.state(verdict),
        verdict.reasons().stream().map(Views::reason).toList(),
        verdict.nextChange().orElse(null),
        agentKey,
        Agent.VERSION,
        Views.moved(conditions.used().today()),
        Views.moved(conditions.used().month()),
        Views.limits(settings.limits()),
        Views.rates(verdict),
        point.get(),
        line.line(),
        live.connection(),
        Views.work(journal.receipts(), live.slots(), live.working()),
        live.tasks());
  }

  @Override
  public AgentStatus pause(PauseRequest request) throws IOException {
    var until =
        request.seconds() == 0 ? null : world.clock().instant().plusSeconds(request.seconds());
    allowance.pause(new Pause(until, request.finishes() ? Pause.Mode.FINISH : Pause.Mode.NOW));
    return status();
  }

  @Override
  public AgentStatus resume() throws IOException {
    allowance.resume();
    return status();
  }
}
