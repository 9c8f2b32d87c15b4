package network.lumora.coordinator.registry;

import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.message.ToAgent;

/** A connection to an agent. Thread-safe; never waits. */
public interface Line {

  /** Sends a message, or nothing if the line is closed or its agent does not read. */
  void send(ToAgent message);

  /** From where the agent is connected: an IP address, or {@code unknown}. */
  String publicAddress();

  /** Says why, and closes. */
  void close(ErrorCode reason, String detail);
}
