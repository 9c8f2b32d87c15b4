package network.lumora.protocol.message;

/**
 * A receipt of a window that does not count.
 *
 * @param fault its stable name, in capitals
 * @param detail what was expected and what came
 */
public record RefusedReceipt(String grantId, long sequence, String fault, String detail) {
  public static final int MAX_DETAIL_CHARACTERS = 500;

  /** The session is over, and takes no more. */
  public static final String OVER = "OVER";

  private static final int MAX_FAULT_CHARACTERS = 64;

  public RefusedReceipt {
    Text.requireId("grantId", grantId);
    Text.requireLength("fault", fault, 1, MAX_FAULT_CHARACTERS);
    Text.requireLength("detail", detail, 0, MAX_DETAIL_CHARACTERS);
  }
}
