package network.lumora.protocol.message;

import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;

/** One page of one order. Text form: the order's id, a slash, the page's index from 0. */
public record TaskId(String orderId, int index) {
  public TaskId {
    Text.requireId("orderId", orderId);
    Text.requireRange("index", index, 0, OrderHead.MAX_PAGES - 1);
  }

  public static TaskId parse(String text) throws ProtocolException {
    try {
      int slash = text.indexOf('/');
      var id = new TaskId(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
      if (id.toString().equals(text)) {
        return id;
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ProtocolException(
          ErrorCode.MALFORMED, "not a task id: expected order id, slash, index", e);
    }
    throw new ProtocolException(
        ErrorCode.MALFORMED, "not a task id: expected order id, slash, index");
  }

  @Override
  public String toString() {
    return orderId + "/" + index;
  }
}
