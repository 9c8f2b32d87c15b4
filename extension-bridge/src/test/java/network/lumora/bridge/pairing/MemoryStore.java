package network.lumora.bridge.pairing;

import java.io.IOException;

/** Keeps clients as long as the test lasts, and counts how often it was written. */
final class MemoryStore implements ClientStore {
  ClientBook book = ClientBook.EMPTY;
  int saves;
  boolean full;

  @Override
  public ClientBook load() {
    return book;
  }

  @Override
  public void save(ClientBook changed) throws IOException {
    if (full) {
      throw new IOException("the disk is full");
    }
    saves++;
    book = changed;
  }
}
