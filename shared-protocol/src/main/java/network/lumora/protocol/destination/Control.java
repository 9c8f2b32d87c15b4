package network.lumora.protocol.destination;

import network.lumora.protocol.message.ControlMethod;

/** Whether control of a site is proven. */
public sealed interface Control {

  record Proven(ControlMethod method) implements Control {}

  /**
   * @param detail for the owner: what was expected, and what was there
   */
  record Missing(String detail) implements Control {}
}
