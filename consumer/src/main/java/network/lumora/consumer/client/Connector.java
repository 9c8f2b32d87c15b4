package network.lumora.consumer.client;

import network.lumora.consumer.patience.BackOff;
import network.lumora.consumer.patience.Patience;
import network.lumora.consumer.trust.KeyGuard;
import network.lumora.protocol.identity.Signer;

/** Makes connections to coordinators; none is opened before it is used. */
@FunctionalInterface
public interface Connector {
  /**
   * @param self signs that we are who we are
   * @param guard agrees to the key that the coordinator shows
   */
  Coordinator connect(String url, Signer self, KeyGuard guard, Patience patience, BackOff backOff);
}
