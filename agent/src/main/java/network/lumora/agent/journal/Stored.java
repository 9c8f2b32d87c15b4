package network.lumora.agent.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import network.lumora.agent.receipt.SettledReceipt;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.wire.DocumentCodec;

/** Reads back what was written; what cannot be read was damaged on the disk. */
final class Stored {
  private static final DocumentCodec CODEC = new DocumentCodec();

  private Stored() {}

  static PublicKey key(String text) throws IOException {
    try {
      return PublicKey.parse(text);
    } catch (ProtocolException e) {
      throw damaged(e);
    }
  }

  static Envelope envelope(String json) throws IOException {
    try {
      return CODEC.readEnvelope(json.getBytes(StandardCharsets.UTF_8));
    } catch (ProtocolException e) {
      throw damaged(e);
    }
  }

  static Logged logged(String json) throws IOException {
    try {
      return CODEC.read(json, Logged.class);
    } catch (ProtocolException e) {
      throw damaged(e);
    }
  }

  static SettledReceipt receipt(ReceiptTable.Row row) throws ProtocolException {
    return new SettledReceipt(
        PublicKey.parse(row.coordinator()),
        row.sequence(),
        CODEC.readEnvelope(row.envelope().getBytes(StandardCharsets.UTF_8)),
        CODEC.read(row.logged(), Logged.class),
        row.session());
  }

  static String text(Envelope envelope) {
    return new String(CODEC.writeBytes(envelope), StandardCharsets.UTF_8);
  }

  static String text(Logged logged) {
    return CODEC.write(logged);
  }

  private static IOException damaged(ProtocolException e) {
    return new IOException("the journal is damaged: " + e.getMessage(), e);
  }
}
