package network.lumora.agent.service;

import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.idle.IdleMeter;
import network.lumora.agent.idle.Tested;
import network.lumora.agent.trial.UserWatch;

/**
 * The line while it is tested: its user comes first, by word or by traffic. Thread-safe.
 *
 * @param meter that the allowance asks
 */
public record TestedLine(Allowance allowance, IdleMeter meter) implements UserWatch {
  @Override
  public boolean isUserThere() {
    return !allowance.standing().mayMove() || meter.isUserSeen();
  }

  @Override
  public void testBegins() {
    meter.testBegins();
  }

  @Override
  public void testEnds() {
    meter.testEnds();
  }

  @Override
  public void framed(Direction direction, int bytes) {
    meter.passed(direction, bytes);
  }

  @Override
  public void lookBesideDatagrams() {
    meter.lookBesideTest(Tested.DATAGRAMS);
  }

  @Override
  public void lookBesideStream(Direction bulk) {
    meter.lookBesideTest(
        switch (bulk) {
          case UP -> Tested.STREAM_UP;
          case DOWN -> Tested.STREAM_DOWN;
        });
  }
}
