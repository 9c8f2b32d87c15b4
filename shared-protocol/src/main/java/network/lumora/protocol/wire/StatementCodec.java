package network.lumora.protocol.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.LedgerStatement;
import network.lumora.protocol.message.Statement;

/**
 * Puts statements into envelopes and reads them back. A statement's payload type is {@code
 * application/vnd.lumora.NAME.v1+json}, NAME being its record's name with hyphens. Thread-safe.
 */
public final class StatementCodec {
  private final Json json = new Json();
  private final Map<String, Class<?>> types =
      Stream.of(Statement.class, LedgerStatement.class)
          .flatMap(set -> Stream.of(set.getPermittedSubclasses()))
          .filter(Class::isRecord)
          .collect(Collectors.toUnmodifiableMap(StatementCodec::payloadType, type -> type));
  private final Map<Class<?>, String> names =
      types.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  public Envelope sign(Statement statement, Signer signer) {
    var payload = json.write(statement).getBytes(StandardCharsets.UTF_8);
    var name = names.get(statement.getClass());
    return Envelope.sign(name == null ? payloadType(statement.getClass()) : name, payload, signer);
  }

  /**
   * Reads the statement without looking at its signatures.
   *
   * @throws ProtocolException UNKNOWN_TYPE if it is another statement than {@code expected},
   *     MALFORMED if it is none
   */
  public <S extends Statement> S read(Envelope envelope, Class<S> expected)
      throws ProtocolException {
    var type = types.get(envelope.payloadType());
    if (type == null || !expected.isAssignableFrom(type)) {
      throw new ProtocolException(
          ErrorCode.UNKNOWN_TYPE, "expected a signed " + expected.getSimpleName());
    }
    return expected.cast(json.read(new String(envelope.payload(), StandardCharsets.UTF_8), type));
  }

  /** The payload type of a statement's record. */
  public static String payloadType(Class<?> statement) {
    var words = statement.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-");
    return "application/vnd.lumora." + words.toLowerCase(Locale.ROOT) + ".v1+json";
  }
}
