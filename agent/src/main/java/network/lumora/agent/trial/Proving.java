package network.lumora.agent.trial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.challenge.DownProver;
import network.lumora.agent.challenge.ProverEnd;
import network.lumora.agent.challenge.ProverResult;
import network.lumora.agent.challenge.SlotToken;
import network.lumora.agent.challenge.UpProver;
import network.lumora.agent.work.Replies;
import network.lumora.proof.challenge.Carrier;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.proof.challenge.SlotKey;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ProverAck;
import network.lumora.protocol.message.ProverConsent;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator.ChallengeDeclineReason;
import network.lumora.protocol.message.ToCoordinator.ChallengeDeclined;
import network.lumora.protocol.message.ToCoordinator.ProverDone;
import network.lumora.protocol.message.ToCoordinator.ProverReady;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has this agent's own line challenged. Thread-safe. */
final class Proving {
  private static final Logger LOG = LoggerFactory.getLogger(Proving.class);
  private static final StatementCodec STATEMENTS = new StatementCodec();

  /** A challenge has begun by then, or never will. */
  private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final int NONCE_BYTES = 16;

  private final TrialParts parts;
  private @Nullable OwnTrial current;

  Proving(TrialParts parts) {
    this.parts = parts;
    parts.allowance().onChange(this::stopIfNothingMayMove);
  }

  private synchronized void stopIfNothingMayMove() {
    if (current != null && !parts.allowance().standing().mayMove()) {
      current.stop(ChallengeDeclineReason.ABORTED);
    }
  }

  synchronized void asked(ToAgent.ProveLine ask, PublicKey coordinator, Replies replies) {
    var objection = objection(ask);
    if (objection.isPresent()) {
      replies.send(new ChallengeDeclined(ask.challengeId(), objection.get()));
      return;
    }
    end();
    current = new OwnTrial(ask, coordinator, replies);
    replies.send(
        new ProverReady(
            ask.challengeId(), STATEMENTS.sign(consent(ask, coordinator), parts.identity())));
  }

  private Optional<ChallengeDeclineReason> objection(ToAgent.ProveLine ask) {
    if (parts.working().getAsInt() > 0) {
      return Optional.of(ChallengeDeclineReason.BUSY);
    }
    return parts.user().isUserThere()
        ? Optional.of(ChallengeDeclineReason.USER_ACTIVE)
        : HostView.objection(parts.allowance(), ask.maxBytes());
  }

  private ProverConsent consent(ToAgent.ProveLine ask, PublicKey coordinator) {
    var nonce = new byte[NONCE_BYTES];
    parts.random().nextBytes(nonce);
    return new ProverConsent(
        ask.challengeId(),
        parts.identity().publicKey(),
        coordinator,
        ask.direction(),
        ask.commitment(),
        ask.candidatesSha256(),
        HexFormat.of().formatHex(nonce));
  }

  synchronized void slot(ToAgent.ProveSlot slot) {
    var trial = current;
    if (trial == null || !trial.takes(slot)) {
      return;
    }
    var to = new InetSocketAddress(InetAddress.ofLiteral(slot.host()), slot.port());
    if (parts.reachable().test(to)) {
      Thread.ofPlatform().daemon().name("line-test").start(() -> prove(trial, slot, to));
    } else {
      LOG.warn("a challenger has an address that this agent must not reach");
    }
  }

  private void prove(OwnTrial trial, ToAgent.ProveSlot slot, InetSocketAddress to) {
    var carrier = carrier(slot, to);
    var end = end(slot, carrier);
    var bulk = bulk(slot);
    var account = new SlotAccount(parts, trial, carrier, bulk, to.getAddress());
    var metered = new MeteredEnd(end, carrier, bulk, account);
    parts.user().testBegins();
    try {
      parts.road(slot.path()).drive(metered, to, Optional.ofNullable(slot.certificate()));
      if (slot.path() == SlotPath.UDP && hasAnswered(end.result())) {
        parts.answered().accept(to);
      }
      if (end.result() instanceof ProverResult.Done done && !trial.wasStopped()) {
        trial.replies().send(new ProverDone(trial.id(), slot.slot(), ack(slot, done)));
      }
    } catch (IOException e) {
      LOG.info("a challenger cannot be reached from here: {}", e.getMessage());
    } finally {
      parts.user().testEnds();
    }
  }

  private static boolean hasAnswered(ProverResult result) {
    return switch (result) {
      case ProverResult.Done _ -> true;
      case ProverResult.Undone undone -> undone.wasWelcome();
    };
  }

  private static Direction bulk(ToAgent.ProveSlot slot) {
    return switch (slot.direction()) {
      case UP -> Direction.UP;
      case DOWN -> Direction.DOWN;
    };
  }

  private static Carrier carrier(ToAgent.ProveSlot slot, InetSocketAddress to) {
    return switch (slot.path()) {
      case UDP -> to.getAddress().getAddress().length == 4 ? Carrier.UDP_IPV4 : Carrier.UDP_IPV6;
      case WEBSOCKET -> Carrier.STREAM;
    };
  }

  private ProverEnd end(ToAgent.ProveSlot slot, Carrier carrier) {
    var token = new SlotToken(slot.token());
    long giveUp = parts.nanos().getAsLong() + GIVE_UP_NANOS;
    return switch (slot.direction()) {
      case DOWN -> new DownProver(token, giveUp);
      case UP ->
          new UpProver(
              token,
              new SlotKey(Objects.requireNonNull(slot.key())),
              carrier,
              ChallengePlan.MAX_RATE,
              giveUp);
    };
  }

  private Envelope ack(ToAgent.ProveSlot slot, ProverResult.Done done) {
    return STATEMENTS.sign(
        new ProverAck(
            slot.challengeId(),
            slot.slot(),
            slot.direction(),
            parts.identity().publicKey(),
            slot.challenger(),
            done.bytes(),
            done.transcript()),
        parts.identity());
  }

  synchronized void over(String challengeId) {
    if (current != null && current.id().equals(challengeId)) {
      end();
    }
  }

  /** The connection is gone, or another challenge begins. */
  synchronized void end() {
    var trial = current;
    current = null;
    if (trial != null) {
      trial.end();
      note(trial);
    }
  }

  private void note(OwnTrial trial) {
    if (trial.up().count() + trial.down().count() == 0) {
      return;
    }
    try {
      parts
          .keeping()
          .tested(trial.coordinator(), trial.id(), trial.up(), trial.down(), trial.wasStopped());
    } catch (IOException e) {
      parts.allowance().storageFailed(e);
    }
  }
}
