package network.lumora.protocol.seal;

/** What a key has sealed so far. */
record KeyUse(long bytes, int frames) {
  static final KeyUse NONE = new KeyUse(0, 0);

  boolean allows(int moreBytes, KeyLife life) {
    return bytes + moreBytes <= life.bytes() && frames < life.frames();
  }

  KeyUse plus(int moreBytes) {
    return new KeyUse(bytes + moreBytes, frames + 1);
  }
}
