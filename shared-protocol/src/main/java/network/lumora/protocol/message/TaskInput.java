package network.lumora.protocol.message;

import java.util.List;
import network.lumora.protocol.envelope.Envelope;

/**
 * What an agent needs to do a task; sealed to it.
 *
 * @param order the head as the consumer signed it
 */
public record TaskInput(String url, List<Field> fields, Envelope order) {
  public TaskInput {
    Text.requireLength("url", url, 1, Instructions.MAX_URL_CHARACTERS);
    Text.requireRange("number of fields", fields.size(), 1, Instructions.MAX_FIELDS);
    fields = List.copyOf(fields);
  }
}
