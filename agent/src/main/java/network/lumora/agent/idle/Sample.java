package network.lumora.agent.idle;

import network.lumora.agent.counters.LineTotals;

/**
 * One reading of the line's counters, with our own count just before and just after it.
 *
 * @param atNanos of the ticker
 */
record Sample(long atNanos, LineTotals line, LineTotals before, LineTotals after) {}
