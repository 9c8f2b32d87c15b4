package network.lumora.systemtests.bench.bandwidth.challenge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import network.lumora.agent.challenge.SlotEnd;
import network.lumora.agent.challenge.SlotResult;
import network.lumora.proof.challenge.Carrier;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.proof.challenge.Keystream;
import network.lumora.proof.challenge.LowerBound;
import network.lumora.proof.challenge.SlotValue;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.systemtests.bed.Host;

/** Five slots, one after another, and their median. */
public final class Challenge {
  private static final SlotValue NOTHING =
      new SlotValue(new BytesPerSecond(0), new BytesPerSecond(0));

  private final Way way;
  private final ChallengePlan plan;
  private final LowerBound bound;
  private UnaryOperator<SlotEnd> character = honest -> honest;
  private Set<Integer> colluding = Set.of();
  private SlotValue claim = NOTHING;

  public Challenge(Way way, ChallengePlan plan, LowerBound bound) {
    this.way = way;
    this.plan = plan;
    this.bound = bound;
  }

  public Challenge with(UnaryOperator<SlotEnd> proverCharacter) {
    character = proverCharacter;
    return this;
  }

  /** These challengers send nothing and claim this. */
  public Challenge colluding(Set<Integer> slots, SlotValue claimed) {
    colluding = new HashSet<>(slots);
    claim = claimed;
    return this;
  }

  /**
   * What it comes to.
   *
   * @param estimate the median of the slots
   * @param proven the median of the slots
   * @param megabytes on the line, as sent
   */
  public record Outcome(
      BytesPerSecond estimate, BytesPerSecond proven, double seconds, double megabytes) {}

  public Outcome run(Panel panel, Host prover) throws IOException {
    var tasks = new ArrayList<Task>();
    for (int i = 0; i < ChallengePlan.SLOTS; i++) {
      if (!colluding.contains(i)) {
        long after = (long) i * (plan.durationMillis() + plan.gapMillis());
        tasks.add(new Task(prover, i, way, plan, bound, after, character));
      }
    }
    var done = panel.run(tasks);
    var values = new ArrayList<>(done.results().stream().map(Challenge::value).toList());
    colluding.forEach(_ -> values.add(claim));
    return new Outcome(
        median(values.stream().map(SlotValue::estimate).toList()),
        median(values.stream().map(SlotValue::proven).toList()),
        done.seconds(),
        megabytes(tasks.size()));
  }

  private double megabytes(int slots) {
    int each = Carrier.UDP_IPV4.onTheLine(Keystream.DATAGRAM_BYTES);
    return (double) slots * plan.shape(Carrier.UDP_IPV4).datagrams() * each / 1e6;
  }

  /** A slot that failed is worth nothing. */
  public static SlotValue value(SlotResult result) {
    return result instanceof SlotResult.Measured measured ? measured.value() : NOTHING;
  }

  private static BytesPerSecond median(List<BytesPerSecond> values) {
    return values.stream().sorted().toList().get((values.size() - 1) / 2);
  }
}
