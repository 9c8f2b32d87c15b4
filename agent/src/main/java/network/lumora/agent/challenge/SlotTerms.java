package network.lumora.agent.challenge;

import network.lumora.proof.challenge.LowerBound;
import network.lumora.proof.challenge.SlotKey;
import network.lumora.proof.challenge.SlotShape;

/**
 * What a challenger was told of a slot.
 *
 * @param startNanos when it begins, on the clock that drives it
 */
public record SlotTerms(
    SlotToken token, SlotKey key, SlotShape shape, LowerBound bound, long startNanos) {}
