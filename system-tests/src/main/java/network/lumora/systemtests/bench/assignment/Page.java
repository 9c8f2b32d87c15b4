package network.lumora.systemtests.bench.assignment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.lumora.protocol.identity.PublicKey;

/** A page that is wanted, on its way. One thread. */
final class Page {
  final double wantedAtMillis;
  final Source source;
  final double bytes;

  /** What its server needs before the first byte. */
  final double thinkMillis;

  /** Leases that are worked on. */
  final List<Tenure> held = new ArrayList<>();

  /** Agents that lost it. */
  final Set<PublicKey> lostBy = new HashSet<>();

  boolean done;

  Page(double wantedAtMillis, Source source, double bytes, double thinkMillis) {
    this.wantedAtMillis = wantedAtMillis;
    this.source = source;
    this.bytes = bytes;
    this.thinkMillis = thinkMillis;
  }

  /** The same page for another run. */
  Page again() {
    return new Page(wantedAtMillis, source, bytes, thinkMillis);
  }

  /** Agents that do not get it. */
  Set<PublicKey> notFor() {
    var not = new HashSet<>(lostBy);
    held.forEach(tenure -> not.add(tenure.agent.key));
    return not;
  }
}
