package network.lumora.agent.service;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.allowance.Pause;
import network.lumora.agent.consent.ConsentGate;
import network.lumora.agent.consent.ConsentText;
import network.lumora.agent.journal.Journal;
import network.lumora.bridge.agent.AgentStatus;
import network.lumora.bridge.agent.LimitsControl;
import network.lumora.bridge.agent.LimitsInForce;
import network.lumora.bridge.agent.PauseRequest;
import network.lumora.bridge.agent.Reason;
import network.lumora.bridge.agent.StatusControl;
import org.jspecify.annotations.Nullable;

/** Shows and steers what is stored, with or without a running agent. Thread-safe. */
public final class StoredAgent implements StatusControl, LimitsControl {
  /** What only a running agent knows. */
  interface Live {
    AgentStatus.Connection connection();

    int slots();

    int working();
  }

  private static final String NO_CONNECTION =
      "no connection to the coordinator; tries again by itself";

  private final Journal journal;
  private final Allowance allowance;
  private final World world;
  private final String agentKey;
  private final @Nullable Live live;
  private final ConsentGate consent;

  StoredAgent(
      Journal journal, Allowance allowance, World world, String agentKey, @Nullable Live live) {
    this.journal = journal;
    this.allowance = allowance;
    this.world = world;
    this.agentKey = agentKey;
    this.live = live;
    this.consent = new ConsentGate(ConsentText.current(), journal.consents());
  }

  /** For an agent that does not run. */
  public static StoredAgent atRest(Journal journal, World world, String agentKey)
      throws IOException {
    var allowance =
        new Allowance(
            journal.limits(), journal.usage(), world.clock(), world.nanos(), world.zone(), 1);
    return new StoredAgent(journal, allowance, world, agentKey, null);
  }

  @Override
  public AgentStatus status() throws IOException {
    var standing = allowance.standing();
    var until = standing.nextChange().orElse(null);
    if (consent.given().isEmpty()) {
      return status(
          AgentStatus.State.NO_CONSENT,
          Reason.Code.NO_CONSENT,
          "waits for your consent; read and agree: lumora consent",
          until);
    }
    if (!standing.isOpen()) {
      return status(
          Views.state(standing), Views.code(standing), standing.explanation(world.zone()), until);
    }
    if (live == null) {
      return status(
          AgentStatus.State.STOPPED,
          Reason.Code.STOPPED,
          "the agent does not run; start it: lumora run",
          until);
    }
    return live.connection().state().equals("connected")
        ? status(AgentStatus.State.RUNNING, Reason.Code.READY, "ready for work", until)
        : status(AgentStatus.State.WAITING, Reason.Code.CONNECTING, NO_CONNECTION, until);
  }

  private AgentStatus status(
      AgentStatus.State state, Reason.Code code, String text, @Nullable Instant nextChange)
      throws IOException {
    return new AgentStatus(
        state,
        List.of(new Reason(code, text, nextChange)),
        nextChange,
        agentKey,
        Agent.VERSION,
        Views.moved(allowance.today()),
        Views.moved(allowance.month()),
        limits(),
        Views.rates(allowance.standing(), allowance.limits()),
        null,
        ifLive(Live::connection, new AgentStatus.Connection("", null, "stopped", "")),
        Views.work(journal.receipts(), ifLive(Live::slots, 0), ifLive(Live::working, 0)),
        List.of());
  }

  private <T> T ifLive(Function<Live, T> question, T otherwise) {
    return Optional.ofNullable(live).map(question).orElse(otherwise);
  }

  @Override
  public AgentStatus pause(PauseRequest request) throws IOException {
    var until =
        request.seconds() == 0 ? null : world.clock().instant().plusSeconds(request.seconds());
    allowance.pause(new Pause(until));
    return status();
  }

  @Override
  public AgentStatus resume() throws IOException {
    allowance.resume();
    return status();
  }

  @Override
  public LimitsInForce limits() {
    return Views.limits(allowance.limits());
  }

  @Override
  public LimitsInForce limit(LimitsInForce limits) throws IOException {
    allowance.limit(Views.limits(limits));
    return limits();
  }
}
