package network.lumora.agent.service;

import java.io.IOException;
import network.lumora.agent.relay.WayOut;
import network.lumora.scraper.guard.Admitted;
import network.lumora.scraper.guard.Approved;
import network.lumora.scraper.guard.Denied;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.guard.Resolver;

/** The scraper's guard, asked for opened destinations. Thread-safe. */
record GuardedWayOut(Guard guard, Resolver names) implements WayOut {
  private static final int NAME_MILLIS = 5_000;

  @Override
  public Answer to(String host) throws InterruptedException {
    return switch (guard.admit("https://" + host + "/")) {
      case Denied denied -> new Prohibited(denied.detail());
      case Admitted admitted -> approve(admitted, host);
    };
  }

  private Answer approve(Admitted admitted, String host) throws InterruptedException {
    try {
      return switch (guard.approve(admitted, names.resolve(host, NAME_MILLIS))) {
        case Denied denied -> new Prohibited(denied.detail());
        case Approved approved -> new Open(approved.addresses());
      };
    } catch (IOException e) {
      return new Unknown();
    }
  }
}
