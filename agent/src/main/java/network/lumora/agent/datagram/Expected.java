package network.lumora.agent.datagram;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import network.lumora.agent.challenge.ChallengerEnd;
import network.lumora.agent.challenge.Door;
import network.lumora.agent.challenge.Path;
import network.lumora.agent.challenge.SlotResult;
import network.lumora.agent.challenge.SlotToken;

/** A slot whose prover may come to a challenger's port. One thread. */
final class Expected {
  final SlotToken token;
  final Door door;
  private final Runnable opened;
  private Optional<ChallengerEnd> end = Optional.empty();
  private Optional<Path> path = Optional.empty();
  private Consumer<SlotResult> done = _ -> {};

  Expected(SlotToken token, Door door, Runnable opened) {
    this.token = token;
    this.door = door;
    this.opened = opened;
  }

  /** Tells once that the door has opened. */
  void lookAtDoor(Path toProver) {
    if (path.isEmpty() && door.opened().isPresent()) {
      path = Optional.of(toProver);
      opened.run();
    }
  }

  void begin(ChallengerEnd how, Consumer<SlotResult> whenDone) {
    end = Optional.of(how);
    done = whenDone;
  }

  boolean isFrom(InetSocketAddress from) {
    return door.opened().filter(from::equals).isPresent();
  }

  Optional<ChallengerEnd> end() {
    return end;
  }

  /** Where to send; nowhere as long as the door is closed. */
  Path path() {
    return path.orElse(_ -> false);
  }

  /** Tells the result, if the slot is over. */
  boolean finish() {
    var over = end.filter(ChallengerEnd::isOver);
    over.ifPresent(each -> done.accept(each.result()));
    return over.isPresent();
  }
}
