package network.lumora.ledger.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import network.lumora.proof.panel.Median;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/**
 * What agents' lines were measured to do, the last eight times in either direction. For one thread.
 */
final class Lines {
  private final TreeMap<String, Line> lines = new TreeMap<>();

  /** The newest estimates, the oldest first. */
  private record Line(List<BytesPerSecond> estimates, Instant endedAt) {}

  Ruling judge(LineProven proven) {
    var before = lines.get(name(proven.agent(), proven.direction()));
    if (before != null && !proven.endedAt().isAfter(before.endedAt)) {
      return new Ruling.Rejected(Rule.LINE_ORDER, "one that ended later is in the log");
    }
    try {
      var estimate = LineCheck.recompute(proven);
      requireProven(proven, with(before, estimate));
      return new Ruling.Accepted(
          new Effect.Measured(proven.agent(), proven.direction(), estimate, proven.endedAt()));
    } catch (BrokenRuleException e) {
      return new Ruling.Rejected(e.rule(), String.valueOf(e.getMessage()));
    } catch (ProtocolException e) {
      return new Ruling.Rejected(Rule.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private static void requireProven(LineProven stated, List<BytesPerSecond> estimates)
      throws BrokenRuleException {
    var proven = Median.of(estimates);
    if (!stated.proven().equals(proven)) {
      throw new BrokenRuleException(
          Rule.LINE_VALUE,
          "proven are %d bytes per second, stated %d"
              .formatted(proven.count(), stated.proven().count()));
    }
  }

  private static List<BytesPerSecond> with(@Nullable Line before, BytesPerSecond estimate) {
    var all = new ArrayList<BytesPerSecond>();
    if (before != null) {
      all.addAll(before.estimates);
    }
    all.add(estimate);
    return List.copyOf(all.subList(Math.max(0, all.size() - Median.REMEMBERED), all.size()));
  }

  void add(Effect.Measured measured) {
    var name = name(measured.agent(), measured.direction());
    lines.put(name, new Line(with(lines.get(name), measured.estimate()), measured.endedAt()));
  }

  Optional<BytesPerSecond> proven(PublicKey agent, ChallengeDirection direction) {
    return Optional.ofNullable(lines.get(name(agent, direction)))
        .map(line -> Median.of(line.estimates));
  }

  private static String name(PublicKey agent, ChallengeDirection direction) {
    return agent + " " + direction;
  }

  void describe(StringBuilder out) {
    lines.forEach(
        (name, line) -> {
          out.append("line ").append(name).append(' ').append(line.endedAt);
          line.estimates.forEach(estimate -> out.append(' ').append(estimate.count()));
          out.append('\n');
        });
  }
}
