package network.lumora.scraper.fetch;

import java.net.ProtocolException;

/** The throttle let no more through: the agent is pausing, denying or shutting down. */
final class Stopped extends ProtocolException {
  private static final long serialVersionUID = 1;

  Stopped(Throwable cause) {
    super("stopped by this agent");
    initCause(cause);
  }
}
