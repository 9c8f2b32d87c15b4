package network.lumora.agent.link;

import java.io.IOException;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.wire.MessageCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a coordinator which rule it broke, up to a limit. One thread. */
final class Complaints {
  private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);

  /** More mistakes in one connection are no accident. */
  private static final int MAX_PROBLEMS = 20;

  private static final int MAX_DETAIL_CHARS = 1_000;

  private final LinkSocket socket;
  private final MessageCodec codec;
  private int problems;

  Complaints(LinkSocket socket, MessageCodec codec) {
    this.socket = socket;
    this.codec = codec;
  }

  /**
   * @throws IOException if the connection cannot go on
   */
  void tell(ProtocolException e) throws IOException, InterruptedException {
    LOG.warn("the coordinator broke a rule: {} {}", e.code(), e.getMessage());
    var detail = String.valueOf(e.getMessage());
    var brief = detail.substring(0, Math.min(detail.length(), MAX_DETAIL_CHARS));
    ToCoordinator problem = new Problem(e.code(), brief);
    socket.sendText(codec.write(problem));
    problems++;
    if (problems > MAX_PROBLEMS) {
      socket.close(ErrorCode.CLOSE_CODE, ErrorCode.OVER_LIMIT.name());
      throw new IOException("the coordinator broke rules " + problems + " times");
    }
    if (e.code().closesConnection()) {
      socket.close(ErrorCode.CLOSE_CODE, e.code().name());
      throw new IOException("the coordinator broke a rule: " + e.code());
    }
  }
}
