package network.lumora.agent.trial;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.challenge.ChallengerEnd;
import network.lumora.agent.challenge.ChallengerPort;
import network.lumora.agent.challenge.DownChallenger;
import network.lumora.agent.challenge.SlotResult;
import network.lumora.agent.challenge.SlotTerms;
import network.lumora.agent.challenge.SlotToken;
import network.lumora.agent.challenge.UpChallenger;
import network.lumora.agent.work.Replies;
import network.lumora.proof.challenge.Carrier;
import network.lumora.proof.challenge.LowerBound;
import network.lumora.proof.challenge.SlotKey;
import network.lumora.proof.challenge.SlotShape;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator.ChallengerAt;
import network.lumora.protocol.message.ToCoordinator.PathOpen;
import network.lumora.protocol.message.ToCoordinator.SlotDone;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.StatementCodec;

/** Challenges the lines of others. Thread-safe. */
final class Challenging {
  private static final StatementCodec STATEMENTS = new StatementCodec();
  private static final BytesPerSecond NOTHING = new BytesPerSecond(0);
  private static final Sha256 NO_TRANSCRIPT = Sha256.fromBytes(new byte[Sha256.LENGTH_BYTES]);

  /** Slots that wait for their prover; a coordinator gives few. */
  private static final int MAX_ARMED = 64;

  /** What a record can state. */
  private static final long MAX_RTT_MICROS = 60_000_000;

  private final TrialParts parts;
  private final ChallengerRole role;
  private final Map<String, Armed> armed = new LinkedHashMap<>();

  private record Armed(ToAgent.RunSlot run, SlotToken token) {}

  Challenging(TrialParts parts, ChallengerRole role) {
    this.parts = parts;
    this.role = role;
  }

  ChallengerAt place() {
    return new ChallengerAt(
        role.host(), role.udp().port(), role.up(), role.down(), role.certificate().orElse(null));
  }

  synchronized void arm(ToAgent.RunSlot run, Replies replies) {
    if (armed.size() >= MAX_ARMED) {
      return;
    }
    var token = new SlotToken(run.token());
    var before = armed.put(name(run.challengeId(), run.slot()), new Armed(run, token));
    if (before != null) {
      port(before.run).forget(before.token);
    }
    port(run)
        .expect(
            token,
            InetAddress.ofLiteral(run.proverAddress()),
            () -> replies.send(new PathOpen(run.challengeId(), run.slot())));
  }

  private ChallengerPort port(ToAgent.RunSlot run) {
    return switch (run.path()) {
      case UDP -> role.udp();
      case WEBSOCKET -> role.webSocket();
    };
  }

  synchronized void start(ToAgent.StartSlot start, Replies replies) {
    var slot = armed.get(name(start.challengeId(), start.slot()));
    if (slot != null) {
      port(slot.run)
          .begin(
              slot.token,
              end(slot, start),
              result ->
                  Thread.ofVirtual()
                      .name("slot-record")
                      .start(() -> tell(slot.run, result, replies)));
    }
  }

  private ChallengerEnd end(Armed slot, ToAgent.StartSlot start) {
    long begin = parts.nanos().getAsLong() + TimeUnit.MILLISECONDS.toNanos(start.startInMillis());
    var terms =
        new SlotTerms(
            slot.token,
            new SlotKey(slot.run.key()),
            SlotShape.ofMillis(start.rate(), start.durationMillis(), carrier(slot.run)),
            new LowerBound(
                TimeUnit.MICROSECONDS.toNanos(slot.run.rttFloorMicros()), start.provenBefore()),
            begin);
    return switch (slot.run.direction()) {
      case DOWN -> new DownChallenger(terms);
      case UP -> new UpChallenger(terms, parts.random());
    };
  }

  private static Carrier carrier(ToAgent.RunSlot run) {
    if (run.path() == SlotPath.WEBSOCKET) {
      return Carrier.STREAM;
    }
    return InetAddress.ofLiteral(run.proverAddress()) instanceof Inet4Address
        ? Carrier.UDP_IPV4
        : Carrier.UDP_IPV6;
  }

  private void tell(ToAgent.RunSlot run, SlotResult result, Replies replies) {
    var record =
        switch (result) {
          case SlotResult.Measured measured -> record(run, measured);
          case SlotResult.Failed _ -> nothing(run);
        };
    replies.send(
        new SlotDone(run.challengeId(), run.slot(), STATEMENTS.sign(record, parts.identity())));
  }

  private SlotRecord record(ToAgent.RunSlot run, SlotResult.Measured measured) {
    long ago = parts.nanos().getAsLong() - measured.startedNanos();
    return new SlotRecord(
        run.challengeId(),
        run.slot(),
        run.direction(),
        run.prover(),
        parts.identity().publicKey(),
        measured.bytes(),
        measured.value().estimate(),
        measured.value().lowerBound(),
        Math.clamp(TimeUnit.NANOSECONDS.toMicros(measured.minRttNanos()), 0, MAX_RTT_MICROS),
        run.path(),
        measured.transcript(),
        parts.clock().instant().minus(Duration.ofNanos(ago)).truncatedTo(ChronoUnit.MILLIS));
  }

  /** A slot that proves nothing is told as well: nobody need wait for it. */
  private SlotRecord nothing(ToAgent.RunSlot run) {
    return new SlotRecord(
        run.challengeId(),
        run.slot(),
        run.direction(),
        run.prover(),
        parts.identity().publicKey(),
        Bytes.NONE,
        NOTHING,
        NOTHING,
        0,
        run.path(),
        NO_TRANSCRIPT,
        parts.clock().instant().truncatedTo(ChronoUnit.MILLIS));
  }

  synchronized void over(String challengeId) {
    armed
        .values()
        .removeIf(
            slot -> {
              boolean isOver = slot.run.challengeId().equals(challengeId);
              if (isOver) {
                port(slot.run).forget(slot.token);
              }
              return isOver;
            });
  }

  /** The connection is gone: nobody would hear of what is measured. */
  synchronized void end() {
    armed.values().forEach(slot -> port(slot.run).forget(slot.token));
    armed.clear();
  }

  private static String name(String challengeId, int slot) {
    return challengeId + "/" + slot;
  }
}
