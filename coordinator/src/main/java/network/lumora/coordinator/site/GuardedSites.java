package network.lumora.coordinator.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import network.lumora.coordinator.relay.SiteLook;
import network.lumora.protocol.destination.ControlToken;
import network.lumora.protocol.destination.Evidence;

/** Looks where an owner may have published a proof: the file first, then DNS. Thread-safe. */
public final class GuardedSites implements SiteLook {
  private final WellKnownFile file;
  private final TextRecords dns;

  public GuardedSites(WellKnownFile file, TextRecords dns) {
    this.file = file;
    this.dns = dns;
  }

  @Override
  public Seen at(ControlToken token) throws InterruptedException {
    var evidence = new ArrayList<Evidence>();
    var trouble = new ArrayList<String>();
    try {
      evidence.add(file.of(token));
    } catch (IOException e) {
      trouble.add(String.valueOf(e.getMessage()));
    }
    try {
      evidence.add(new Evidence.TxtRecords(dns.of(token.dnsName())));
    } catch (IOException e) {
      trouble.add(String.valueOf(e.getMessage()));
    }
    return new Seen(List.copyOf(evidence), String.join("; ", trouble));
  }
}
