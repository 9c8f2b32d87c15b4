package network.lumora.agent.relay;

import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.ToCoordinator.RelayEnd;

/**
 * Why a relay ends although its parties would go on.
 *
 * @param detail what they are told
 */
record Expiry(RelayEnd why, ErrorCode code, String detail) {
  ProtocolException told() {
    return new ProtocolException(code, detail);
  }
}
