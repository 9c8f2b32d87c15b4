package network.lumora.agent.service;

import network.lumora.agent.idle.Signal;
import network.lumora.agent.idle.Standing;
import network.lumora.bridge.agent.LineNow;

/** How work behaves on the line, in the words of the API. */
final class LineStanding {
  private LineStanding() {}

  static LineNow.Standing shown(Standing standing) {
    if (!standing.isTransferring() && standing.capacity().isEmpty()) {
      return LineNow.Standing.UNMEASURED;
    }
    return new LineNow.Standing(
        state(standing), why(standing), text(standing), standing.until().orElse(null));
  }

  private static LineNow.State state(Standing standing) {
    return switch (standing.stance()) {
      case RUN -> LineNow.State.RUN;
      case HOLD -> LineNow.State.HOLD;
      case YIELD -> LineNow.State.YIELD;
    };
  }

  private static LineNow.Why why(Standing standing) {
    if (!standing.isTransferring()) {
      return LineNow.Why.NO_WORK;
    }
    return switch (standing.stance()) {
      case RUN ->
          standing.capacity().isPresent() ? LineNow.Why.LINE_QUIET : LineNow.Why.NOT_MEASURED;
      case HOLD -> LineNow.Why.SETTLING;
      case YIELD -> standing.why().map(LineStanding::why).orElse(LineNow.Why.SETTLING);
    };
  }

  private static LineNow.Why why(Signal signal) {
    return switch (signal) {
      case USER_HINT -> LineNow.Why.USER_HINT;
      case OTHER_TRAFFIC -> LineNow.Why.OTHER_TRAFFIC;
      case DELAY_RISES -> LineNow.Why.DELAY_RISES;
      case LOSS -> LineNow.Why.LOSS;
    };
  }

  private static String text(Standing standing) {
    return standing.isTransferring() ? standing.text() : "no work moves bytes now";
  }
}
