package network.lumora.agent.websocket;

import java.io.IOException;
import java.net.Socket;

/** Ends connections so that nothing of them is sent any more. */
final class Abrupt {
  private Abrupt() {}

  /** What the system still holds to be sent is dropped; the other end is told by a reset. */
  static void end(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // It is closed already.
    }
  }
}
