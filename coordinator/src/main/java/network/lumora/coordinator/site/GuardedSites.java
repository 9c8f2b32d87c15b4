package network.lumora.coordinator.site;

import java.io.IOException;
import java.util.List;
import network.lumora.coordinator.relay.Sight;
import network.lumora.coordinator.relay.SiteLook;
import network.lumora.protocol.destination.ControlToken;
import network.lumora.protocol.destination.Evidence;
import network.lumora.protocol.message.ControlMethod;

/** Looks where an owner may have published a proof: the file first, then DNS. Thread-safe. */
public final class GuardedSites implements SiteLook {
  private final WellKnownFile file;
  private final TextRecords dns;

  public GuardedSites(WellKnownFile file, TextRecords dns) {
    this.file = file;
    this.dns = dns;
  }

  @Override
  public List<Sight> at(ControlToken token) throws InterruptedException {
    return List.of(file.of(token), records(token));
  }

  private Sight records(ControlToken token) {
    try {
      return new Sight.Answered(new Evidence.TxtRecords(dns.of(token.dnsName())));
    } catch (IOException e) {
      return new Sight.Unseen(ControlMethod.DNS_TXT, String.valueOf(e.getMessage()));
    }
  }
}
