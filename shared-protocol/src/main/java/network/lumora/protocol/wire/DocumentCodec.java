package network.lumora.protocol.wire;

import java.nio.charset.StandardCharsets;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;

/**
 * Turns single records into JSON text and back: sealed contents, bodies of requests, log entries.
 * Thread-safe.
 */
public final class DocumentCodec {
  private final Json json;

  public DocumentCodec() {
    this(new Json());
  }

  private DocumentCodec(Json json) {
    this.json = json;
  }

  /** Writes what is null as {@code null}, where others leave it out. */
  public static DocumentCodec withNulls() {
    return new DocumentCodec(Json.withNulls());
  }

  public String write(Record document) {
    return json.write(document);
  }

  public byte[] writeBytes(Record document) {
    return write(document).getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes of an envelope as they stand in the log. */
  public byte[] writeBytes(Envelope envelope) {
    return json.write(envelope).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws ProtocolException MALFORMED if the text is not that record, or breaks one of its rules
   */
  public <R extends Record> R read(String text, Class<R> type) throws ProtocolException {
    return json.read(text, type);
  }

  public <R extends Record> R read(byte[] utf8, Class<R> type) throws ProtocolException {
    return read(new String(utf8, StandardCharsets.UTF_8), type);
  }

  public Envelope readEnvelope(byte[] utf8) throws ProtocolException {
    return json.read(new String(utf8, StandardCharsets.UTF_8), Envelope.class);
  }
}
