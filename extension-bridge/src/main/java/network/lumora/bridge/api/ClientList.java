package network.lumora.bridge.api;

import java.util.List;
import network.lumora.bridge.pairing.Client;

/** The paired browsers. */
public record ClientList(List<Client> clients) {
  public ClientList {
    clients = List.copyOf(clients);
  }
}
