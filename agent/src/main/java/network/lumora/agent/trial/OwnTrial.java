package network.lumora.agent.trial;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.work.Replies;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator.ChallengeDeclineReason;
import network.lumora.protocol.message.ToCoordinator.ChallengeDeclined;
import network.lumora.protocol.units.Bytes;

/** A challenge of this agent's line that is under way. Thread-safe. */
final class OwnTrial {
  /** Six slots, and as many again for coarse trains that are repeated. */
  private static final int MAX_SLOTS = 12;

  private final ToAgent.ProveLine asked;
  private final PublicKey coordinator;
  private final Replies replies;
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();
  private final AtomicInteger slots = new AtomicInteger();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private volatile boolean over;

  OwnTrial(ToAgent.ProveLine asked, PublicKey coordinator, Replies replies) {
    this.asked = asked;
    this.coordinator = coordinator;
    this.replies = replies;
  }

  String id() {
    return asked.challengeId();
  }

  ChallengeDirection direction() {
    return asked.direction();
  }

  PublicKey coordinator() {
    return coordinator;
  }

  Replies replies() {
    return replies;
  }

  /** Whether one more slot belongs to it. */
  boolean takes(ToAgent.ProveSlot slot) {
    return !isEnded()
        && slot.challengeId().equals(id())
        && slot.direction() == direction()
        && slots.incrementAndGet() <= MAX_SLOTS;
  }

  /** More than was said beforehand ends it too. */
  void passed(Direction direction, int bytes) {
    long moved =
        switch (direction) {
          case UP -> up.addAndGet(bytes) + down.get();
          case DOWN -> down.addAndGet(bytes) + up.get();
        };
    if (moved > asked.maxBytes().count()) {
      stop(ChallengeDeclineReason.OVER_CAP);
    }
  }

  /** The host's needs end it; the coordinator is told once. */
  void stop(ChallengeDeclineReason reason) {
    if (!over && stopped.compareAndSet(false, true)) {
      replies.send(new ChallengeDeclined(id(), reason));
    }
  }

  void end() {
    over = true;
  }

  boolean isEnded() {
    return over || stopped.get();
  }

  boolean wasStopped() {
    return stopped.get();
  }

  Bytes up() {
    return new Bytes(up.get());
  }

  Bytes down() {
    return new Bytes(down.get());
  }
}
