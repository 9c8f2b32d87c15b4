package network.lumora.coordinator.count;

/** Something that happens often. Each is counted apart for each kind, such as a reason. */
public enum Event {
  AGENT_WELCOMED("agents_welcomed", "Agents that were let in", false),
  AGENT_PUT_OFF("agents_put_off", "Agents that were told to come back later", false),
  AGENT_LEFT("agents_left", "Agents that left, by how", true),
  LEASE_GIVEN("leases_given", "Leases that were given", false),
  LEASE_ACCEPTED("leases_accepted", "Leases that agents took", false),
  LEASE_DECLINED("leases_declined", "Leases that agents did not want, by reason", true),
  LEASE_LOST("leases_lost", "Leases that ended without a result", false),
  RESULT_COUNTED("results_counted", "Results that count, by outcome", true),
  RESULT_UNPAID("results_unpaid", "Results that do not count, by reason", true),
  BYTES_DELIVERED("delivered_bytes", "Sealed bytes of results that count", false),
  BYTES_RELAYED("relayed_bytes", "Bytes of relays that both ends have signed for", false),
  PROBLEM("problems", "What agents were told was wrong, by code", true);

  private final String metric;
  private final String help;
  private final boolean hasKinds;

  Event(String metric, String help, boolean hasKinds) {
    this.metric = metric;
    this.help = help;
    this.hasKinds = hasKinds;
  }

  /** Its name among the metrics, without prefix and ending. */
  public String metric() {
    return metric;
  }

  public String help() {
    return help;
  }

  /** Whether it is told apart, such as by reason. */
  public boolean hasKinds() {
    return hasKinds;
  }
}
