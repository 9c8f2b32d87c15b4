package network.lumora.protocol.wire;

import java.util.Map;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;

/** Turns messages between agent and coordinator into text and back. Thread-safe. */
public final class MessageCodec {
  /** The protocol's version, and the WebSocket subprotocol that names it (RFC 6455 section 1.9). */
  public static final String VERSION = "lumora.v1";

  /** Longest text message in characters; an offer with its sealed input is far below. */
  public static final int MAX_TEXT_CHARACTERS = 65_536;

  private final Json json = new Json();
  private final Map<String, Class<?>> toAgent = Polymorphic.types(ToAgent.class);
  private final Map<String, Class<?>> toCoordinator = Polymorphic.types(ToCoordinator.class);

  public String write(ToAgent message) {
    return json.write(message);
  }

  public String write(ToCoordinator message) {
    return json.write(message);
  }

  /**
   * Reads what a coordinator sent.
   *
   * @throws ProtocolException MALFORMED, UNKNOWN_TYPE or TOO_LARGE
   */
  public ToAgent readToAgent(String text) throws ProtocolException {
    return (ToAgent) read(text, toAgent);
  }

  /**
   * Reads what an agent sent.
   *
   * @throws ProtocolException MALFORMED, UNKNOWN_TYPE or TOO_LARGE
   */
  public ToCoordinator readToCoordinator(String text) throws ProtocolException {
    return (ToCoordinator) read(text, toCoordinator);
  }

  private Object read(String text, Map<String, Class<?>> types) throws ProtocolException {
    if (text.length() > MAX_TEXT_CHARACTERS) {
      throw new ProtocolException(
          ErrorCode.TOO_LARGE,
          "a message of " + text.length() + " characters, not at most " + MAX_TEXT_CHARACTERS);
    }
    var record = types.get(json.member(text, "type"));
    if (record == null) {
      throw new ProtocolException(
          ErrorCode.UNKNOWN_TYPE, "no message of this version has that type");
    }
    return json.read(text, record);
  }
}
