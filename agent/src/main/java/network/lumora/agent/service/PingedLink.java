package network.lumora.agent.service;

import network.lumora.agent.link.CoordinatorLink;

/** The connection to the coordinator as a way for probes. */
record PingedLink(CoordinatorLink link) implements ProbedLine.Link {
  @Override
  public boolean isQuiet() {
    return link.isQuiet();
  }

  @Override
  public void ping(long number) {
    link.ping(number);
  }
}
