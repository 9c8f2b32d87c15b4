package network.lumora.agent.link;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.receipt.Outbox;
import network.lumora.agent.receipt.Settlements;
import network.lumora.agent.relay.RelayDesk;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.agent.trial.TrialDesk;
import network.lumora.agent.work.Workbench;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Place;
import network.lumora.protocol.seal.SealPublicKey;

/**
 * All that a link needs from the agent.
 *
 * @param capabilities what the coordinator is told this agent can do
 * @param place where its host says it is, if it does
 */
public record LinkParts(
    Signer identity,
    SealPublicKey sealKey,
    String agentVersion,
    CoordinatorAddress address,
    KeyPins pins,
    Allowance allowance,
    RulesInForce rules,
    Workbench work,
    Outbox outbox,
    Settlements settlements,
    TrialDesk trials,
    RelayDesk relays,
    List<String> capabilities,
    Optional<Place> place,
    Welcomed welcomed,
    InstantSource clock,
    LongSupplier nanos) {

  KnownKey knownKey() {
    return new KnownKey(address, pins, clock);
  }
}
