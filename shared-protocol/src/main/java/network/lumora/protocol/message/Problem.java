package network.lumora.protocol.message;

import network.lumora.protocol.ErrorCode;

/** Something the receiver said was wrong; the detail says what was expected and what to do. */
public record Problem(ErrorCode code, String detail) implements ToAgent, ToCoordinator {
  public Problem {
    Text.requireLength("detail", detail, 0, 1_000);
  }
}
