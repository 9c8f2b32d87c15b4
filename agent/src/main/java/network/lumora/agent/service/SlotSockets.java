package network.lumora.agent.service;

import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.allowance.Inflow;
import network.lumora.agent.websocket.Tally;

/** Counts what slots over WebSockets move as all other work. */
public record SlotSockets(Allowance allowance) implements Tally {
  @Override
  public void opened(Inflow inflow) {
    allowance.opened(inflow);
  }

  @Override
  public void passed(Direction direction, int bytes) {
    allowance.count(direction, bytes);
  }

  @Override
  public void closed(Inflow inflow, int leftBytes) {
    allowance.closed(inflow, leftBytes);
  }
}
