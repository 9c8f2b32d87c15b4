package network.lumora.protocol.message;

import java.util.List;
import network.lumora.protocol.envelope.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * What an agent needs to do a task; sealed to it.
 *
 * @param order the head as the consumer signed it
 * @param purpose what the consumer says it is for; null if it says nothing
 */
public record TaskInput(String url, List<Field> fields, Envelope order, @Nullable String purpose) {
  public TaskInput {
    Text.requireLength("url", url, 1, Instructions.MAX_URL_CHARACTERS);
    Text.requireRange("number of fields", fields.size(), 1, Instructions.MAX_FIELDS);
    Instructions.requirePurpose(purpose);
    fields = List.copyOf(fields);
  }

  /** Without a purpose. */
  public TaskInput(String url, List<Field> fields, Envelope order) {
    this(url, fields, order, null);
  }
}
