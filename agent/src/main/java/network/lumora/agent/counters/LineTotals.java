package network.lumora.agent.counters;

/** Bytes that all lines of the machine have carried since it was started. */
public record LineTotals(long up, long down) {}
