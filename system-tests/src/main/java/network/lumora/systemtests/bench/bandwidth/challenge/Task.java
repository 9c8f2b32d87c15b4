package network.lumora.systemtests.bench.bandwidth.challenge;

import java.util.function.UnaryOperator;
import network.lumora.agent.challenge.SlotEnd;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.proof.challenge.LowerBound;
import network.lumora.systemtests.bed.Host;

/**
 * A slot to be done.
 *
 * @param challenger by index
 * @param after how many milliseconds from the challenge's begin
 * @param character what the prover makes of an honest end
 */
public record Task(
    Host prover,
    int challenger,
    Way way,
    ChallengePlan plan,
    LowerBound bound,
    long after,
    UnaryOperator<SlotEnd> character) {}
