package network.lumora.protocol.seal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import network.lumora.protocol.identity.PublicKey;

/**
 * What sealed data belongs to; it opens only where every field is the same.
 *
 * @param taskId 1 to 128 printable ASCII characters without space
 * @param agent the agent that carries out the task
 * @param orderSha256 64 lower-case hexadecimal digits
 * @param policySha256 64 lower-case hexadecimal digits
 */
public record SealContext(
    String taskId, PublicKey agent, String orderSha256, String policySha256, Direction direction) {

  /** Who seals for whom. */
  public enum Direction {
    /** What the agent is asked to do, sealed to the agent. */
    TASK("task"),
    /** What the agent brings back, sealed to the consumer. */
    RESULT("result");

    private final String word;

    Direction(String word) {
      this.word = word;
    }
  }

  private static final Pattern TASK_ID = Pattern.compile("[!-~]{1,128}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public SealContext {
    require(TASK_ID, taskId, "a task id has 1 to 128 printable ASCII characters");
    require(SHA256, orderSha256, "the order's SHA-256 has 64 lower-case hexadecimal digits");
    require(SHA256, policySha256, "the policy's SHA-256 has 64 lower-case hexadecimal digits");
  }

  private static void require(Pattern shape, String text, String rule) {
    if (!shape.matcher(text).matches()) {
      throw new IllegalArgumentException(rule);
    }
  }

  /**
   * The ASCII bytes {@code lumora-seal-v1}, then task id, agent (text form), order, policy and the
   * word {@code task} or {@code result}, each as its length (4 bytes, big-endian) and its UTF-8
   * bytes.
   */
  public byte[] bytes() {
    var out = new ByteArrayOutputStream(320);
    out.writeBytes("lumora-seal-v1".getBytes(StandardCharsets.US_ASCII));
    writeField(out, taskId);
    writeField(out, agent.toString());
    writeField(out, orderSha256);
    writeField(out, policySha256);
    writeField(out, direction.word);
    return out.toByteArray();
  }

  private static void writeField(ByteArrayOutputStream out, String field) {
    var bytes = field.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }
}
