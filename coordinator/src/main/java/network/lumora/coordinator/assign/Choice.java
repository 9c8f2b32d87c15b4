package network.lumora.coordinator.assign;

/** Who gets a task, and why. */
public record Choice(Candidate chosen, Reason reason) {}
