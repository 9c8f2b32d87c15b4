package network.lumora.protocol.wire;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;

/**
 * Messages carry the name of their record in {@code type}: {@code Heartbeat} is {@code
 * "heartbeat"}.
 */
final class Polymorphic {
  private Polymorphic() {}

  static void writeType(JsonWriter out, Object value) throws IOException {
    if (value instanceof ToAgent || value instanceof ToCoordinator) {
      out.name("type").value(typeName(value.getClass()));
    }
  }

  /** The records of a closed set by their type names. */
  static Map<String, Class<?>> types(Class<?> sealedSet) {
    return Arrays.stream(sealedSet.getPermittedSubclasses())
        .collect(Collectors.toUnmodifiableMap(Polymorphic::typeName, Function.identity()));
  }

  static String typeName(Class<?> record) {
    var name = record.getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
