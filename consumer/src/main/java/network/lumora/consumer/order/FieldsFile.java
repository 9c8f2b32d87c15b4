package network.lumora.consumer.order;

import java.util.List;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.Field;
import network.lumora.protocol.wire.DocumentCodec;

/** Fields in a JSON file: {@code {"fields":[{"name":…,"css":…,"attribute":…,"many":…}]}}. */
public record FieldsFile(List<Field> fields) {

  public static List<Field> parse(String json) throws BadOrderException {
    try {
      return new DocumentCodec().read(json, FieldsFile.class).fields();
    } catch (ProtocolException e) {
      throw new BadOrderException(
          "fields file: expected {\"fields\":[{\"name\":\"price\",\"css\":\".price\",\"many\":false}]}; "
              + e.getMessage(),
          e);
    }
  }
}
