package network.lumora.systemtests.bench.bandwidth.challenge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.proof.challenge.LowerBound;
import network.lumora.proof.line.JointChallenge;
import network.lumora.proof.line.JointChallenge.Turn;
import network.lumora.proof.line.JointChallenge.Verdict;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.systemtests.bed.Bed;
import network.lumora.systemtests.bed.Host;
import network.lumora.systemtests.bed.Line;

/** Several agents, behind one line or one line each, challenged alone and together. */
public final class Identities {
  /** A low one is tried again, as every low result is. */
  private static final int TRIES = 3;

  private final Panel panel;
  private final List<Host> hosts;
  private final ChallengePlan plan;
  private final LowerBound bound;
  private final List<BytesPerSecond> solo = new ArrayList<>();

  private Identities(Bed bed, Panel panel, List<Host> hosts) throws IOException {
    this.panel = panel;
    this.hosts = hosts;
    var truth = Way.DOWN.truth(bed.line());
    long rtt = bed.line().roundTrip().toNanos();
    this.plan = ChallengePlan.renewal(truth, rtt);
    this.bound = new LowerBound(rtt, truth);
    for (var host : hosts) {
      solo.add(new Challenge(Way.DOWN, plan, bound).run(panel, host).proven());
    }
  }

  /** Behind the bed's own line. */
  public static Identities onOneLine(Bed bed, Panel panel, int count) throws IOException {
    var hosts = new ArrayList<Host>();
    for (int i = 0; i < count; i++) {
      hosts.add(bed.home().addHost("id" + i));
    }
    return new Identities(bed, panel, hosts);
  }

  /** Each in a home of its own, with lines like the bed's. */
  public static Identities apart(Bed bed, Panel panel, int count, Line line) throws IOException {
    var hosts = new ArrayList<Host>();
    for (int i = 0; i < count; i++) {
      hosts.add(bed.addHome(line).addHost("id"));
    }
    return new Identities(bed, panel, hosts);
  }

  /** What a joint challenge says. */
  public record Judged(Verdict verdict, double ratio) {}

  public Judged together(int count) throws IOException {
    var best = List.<BytesPerSecond>of();
    long most = -1;
    for (int i = 0; i < TRIES && most <= 0; i++) {
      var joint = joint(count);
      long sum = joint.stream().mapToLong(BytesPerSecond::count).sum();
      if (sum > most) {
        best = joint;
        most = sum;
      }
    }
    var turns = new ArrayList<Turn>();
    for (int i = 0; i < count; i++) {
      turns.add(new Turn(key(i), solo.get(i), best.get(i)));
    }
    return new Judged(JointChallenge.judge(turns), JointChallenge.ratio(turns));
  }

  private List<BytesPerSecond> joint(int count) throws IOException {
    var tasks = new ArrayList<Task>();
    for (int i = 0; i < count; i++) {
      tasks.add(
          new Task(
              hosts.get(i), i % ChallengePlan.SLOTS, Way.DOWN, plan, bound, 0, honest -> honest));
    }
    return panel.run(tasks).results().stream()
        .map(result -> Challenge.value(result).proven())
        .toList();
  }

  private static PublicKey key(int number) {
    var bytes = new byte[PublicKey.LENGTH_BYTES];
    bytes[0] = (byte) number;
    return PublicKey.of(bytes);
  }
}
