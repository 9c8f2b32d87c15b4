package network.lumora.bridge.pairing;

import java.io.IOException;

/** Where paired clients survive a restart. */
public interface ClientStore {
  /** The empty book if nothing was stored. */
  ClientBook load() throws IOException;

  /** All of it or nothing. */
  void save(ClientBook book) throws IOException;
}
