package network.lumora.coordinator.cli;

import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.wire.DocumentCodec;

/** What the operator posts to let a consumer in. */
record Admission(PublicKey key, String name) {
  static String json(PublicKey key, String name) {
    return new DocumentCodec().write(new Admission(key, name));
  }
}
