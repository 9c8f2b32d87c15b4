package network.lumora.coordinator.relay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.lumora.protocol.destination.Control;
import network.lumora.protocol.destination.ControlRule;
import network.lumora.protocol.destination.ControlToken;
import network.lumora.protocol.message.ControlMethod;

/** What a look at all places of a site means for its proof. */
sealed interface Verdict {

  /** It is there. */
  record Proven(ControlMethod method) implements Verdict {}

  /**
   * It is not there.
   *
   * @param detail of each place, what is there
   */
  record Gone(String detail) implements Verdict {}

  /**
   * Nobody can say.
   *
   * @param detail of each place, what is there or why it was not seen
   */
  record Unknown(String detail) implements Verdict {}

  /**
   * A proof that was seen at one place is gone if that place says so: the other one never had it,
   * and whether that answers says nothing.
   *
   * @param before where it was seen last; empty if it never was
   */
  static Verdict of(
      ControlToken token, List<Sight> sights, Optional<ControlMethod> before, Instant now) {
    var details = new ArrayList<String>();
    boolean mayBeThere = false;
    for (var sight : sights) {
      switch (sight) {
        case Sight.Answered(var evidence) -> {
          switch (ControlRule.judge(token, evidence, now)) {
            case Control.Proven(var method) -> {
              return new Proven(method);
            }
            case Control.Missing(var detail) -> details.add(detail);
          }
        }
        case Sight.Barred(_, var detail) -> details.add(detail);
        case Sight.Unseen(var place, var detail) -> {
          details.add(detail);
          mayBeThere |= before.isEmpty() || before.get() == place;
        }
      }
    }
    var detail = String.join("; ", details);
    return mayBeThere ? new Unknown(detail) : new Gone(detail);
  }
}
