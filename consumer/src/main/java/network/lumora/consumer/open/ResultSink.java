package network.lumora.consumer.open;

import java.io.IOException;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.DeliveredPage;

/** Takes the lines of a results response one by one. */
public interface ResultSink {
  /**
   * @throws IOException if it cannot be kept
   * @throws ProtocolException if more come than an order can have
   */
  void accept(DeliveredPage page) throws IOException, ProtocolException;

  /** Takes note of a line that is no delivered page. */
  void unreadable(String what) throws IOException, ProtocolException;
}
