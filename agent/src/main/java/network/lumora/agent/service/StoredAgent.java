package network.lumora.agent.service;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.allowance.Pause;
import network.lumora.agent.consent.ConsentGate;
import network.lumora.agent.consent.ConsentText;
import network.lumora.agent.journal.Journal;
import network.lumora.bridge.api.AgentControl;
import network.lumora.bridge.api.AgentStatus;
import network.lumora.bridge.api.JournalPage;
import network.lumora.bridge.api.LimitsInForce;
import network.lumora.bridge.api.PauseRequest;
import org.jspecify.annotations.Nullable;

/** Shows and steers what is stored, with or without a running agent. Thread-safe. */
public final class StoredAgent implements AgentControl {
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
    var state = Views.state(standing);
    var reason = standing.explanation(world.zone());
    if (consent.given().isEmpty()) {
      state = AgentStatus.State.NO_CONSENT;
      reason = "waits for your consent; read and agree: lumora consent";
    } else if (live == null && standing.isOpen()) {
      state = AgentStatus.State.STOPPED;
      reason = "the agent does not run; start it: lumora run";
    } else if (live != null && standing.isOpen()) {
      reason = live.connection().state().equals("connected") ? "ready for work" : NO_CONNECTION;
    }
    return status(state, reason, standing.nextChange().orElse(null));
  }

  private AgentStatus status(AgentStatus.State state, String reason, @Nullable Instant nextChange)
      throws IOException {
    return new AgentStatus(
        state,
        reason,
        nextChange,
        agentKey,
        Views.moved(allowance.today()),
        Views.moved(allowance.month()),
        limits(),
        ifLive(Live::connection, new AgentStatus.Connection("", null, "stopped", "")),
        Views.work(journal.receipts(), ifLive(Live::slots, 0), ifLive(Live::working, 0)));
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

  @Override
  public JournalPage journal(long after, int most) throws IOException {
    return new JournalPage(journal.rows().after(after, most).stream().map(Views::row).toList());
  }
}
