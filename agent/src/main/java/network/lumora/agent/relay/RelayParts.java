package network.lumora.agent.relay;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.protocol.identity.Signer;

/**
 * All that relays need from the agent.
 *
 * @param ids fresh, that nobody can guess
 */
public record RelayParts(
    Signer identity,
    Allowance allowance,
    RulesInForce rules,
    RelayNotes notes,
    Supplier<String> ids,
    InstantSource clock,
    LongSupplier nanos) {}
