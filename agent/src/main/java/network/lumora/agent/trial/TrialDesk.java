package network.lumora.agent.trial;

import java.io.IOException;
import java.util.Optional;
import network.lumora.agent.work.Replies;
import network.lumora.ledger.evidence.LineEvidence;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ToAgent;

/** What the coordinator says of challenges comes here. Thread-safe; returns at once. */
public final class TrialDesk {
  private final TrialParts parts;
  private final Proving proving;
  private final Optional<Challenging> challenging;

  /**
   * @param role empty for an agent that challenges nobody
   */
  public TrialDesk(TrialParts parts, Optional<ChallengerRole> role) {
    this.parts = parts;
    this.proving = new Proving(parts);
    this.challenging = role.map(each -> new Challenging(parts, each));
  }

  /** The coordinator knows this agent. */
  public void welcomed(Replies replies) {
    challenging.ifPresent(each -> replies.send(each.place()));
  }

  public void asked(ToAgent.ProveLine ask, PublicKey coordinator, Replies replies) {
    proving.asked(ask, coordinator, replies);
  }

  public void slot(ToAgent.ProveSlot slot) {
    proving.slot(slot);
  }

  public void arm(ToAgent.RunSlot run, Replies replies) {
    challenging.ifPresent(each -> each.arm(run, replies));
  }

  public void start(ToAgent.StartSlot start, Replies replies) {
    challenging.ifPresent(each -> each.start(start, replies));
  }

  public void over(String challengeId) {
    proving.over(challengeId);
    challenging.ifPresent(each -> each.over(challengeId));
  }

  /** Keeps a verdict of which everything holds. */
  public void proved(ToAgent.LineProved told, PublicKey coordinator)
      throws ProtocolException, IOException {
    var own = parts.identity().publicKey();
    parts.keeping().proved(new LineEvidence(coordinator).verify(told.proven(), told.logged(), own));
  }

  /** The connection is gone. */
  public void lost() {
    proving.end();
    challenging.ifPresent(Challenging::end);
  }
}
