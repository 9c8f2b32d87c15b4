package network.lumora.agent.dbus;

import java.util.Optional;

/**
 * What of a D-Bus message matters here.
 *
 * @param kind 1 call, 2 reply, 3 error, 4 signal (D-Bus specification, "Message Format")
 * @param replyTo serial of the call that it answers, 0 if none
 * @param value of the body, if it is one basic value or a variant of one
 */
record BusMessage(
    int kind, int replyTo, String interfaceName, String member, Optional<Object> value) {
  static final int CALL = 1;
  static final int REPLY = 2;
  static final int ERROR = 3;
  static final int SIGNAL = 4;

  boolean isSignal() {
    return kind == SIGNAL;
  }
}
