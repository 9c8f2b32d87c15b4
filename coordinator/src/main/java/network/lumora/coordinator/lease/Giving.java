package network.lumora.coordinator.lease;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import network.lumora.coordinator.assign.Assigner;
import network.lumora.coordinator.assign.Bulk;
import network.lumora.coordinator.assign.Draw;
import network.lumora.coordinator.assign.Job;
import network.lumora.coordinator.assign.Quotas;
import network.lumora.coordinator.assign.Where;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.Task;
import network.lumora.coordinator.proximity.Atlas;
import network.lumora.coordinator.registry.Agents;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;

/** Decides which agents get waiting pages, and those that are late. For one thread. */
final class Giving {
  /** Batches looked at in one turn behind heads of queues that no agent takes. */
  private static final int MAX_LOOKS = 8;

  private final Books books;
  private final Agents agents;
  private final Assigner assigner;
  private final Atlas atlas;
  private final OfferDesk desk;
  private final InHand inHand = new InHand();
  private final Lineup lineup;
  private final Issuer issuer;
  private final Supplier<String> ids;

  /** Pages that are late and wait for a second agent: at most a tenth of those under way. */
  private final Deque<TaskId> late = new ArrayDeque<>();

  /** Since the start, also those that found nobody. */
  private long choices;

  /** Of these, those that gave a page which was not late. */
  private long given;

  Giving(
      Books books,
      Agents agents,
      Assigner assigner,
      Atlas atlas,
      OfferDesk desk,
      Quotas quotas,
      Underway underway,
      Issuer issuer,
      Supplier<String> ids) {
    this.books = books;
    this.agents = agents;
    this.assigner = assigner;
    this.atlas = atlas;
    this.desk = desk;
    this.lineup = new Lineup(books, quotas, underway, inHand);
    this.issuer = issuer;
    this.ids = ids;
  }

  /** What holds for one turn. */
  private static final class Round {
    private final Instant now;
    private final List<Match> matches = new ArrayList<>();

    /** What nobody has taken in this turn. */
    private final Set<Asked> hopeless = new HashSet<>();

    /** What agents get at most, in a turn with more pages than agents. */
    private SortedMap<PublicKey, Long> plan = new TreeMap<>();

    private Round(Instant now) {
      this.now = now;
    }

    private boolean isPlannedFor(PublicKey agent) {
      return plan.isEmpty() || plan.getOrDefault(agent, 0L) > 0;
    }
  }

  private record Asked(Where where, String site) {}

  void triesAgain(TaskId task) {
    late.add(task);
  }

  /** One turn; whether something was decided, so that there may be more to give at once. */
  boolean give(Instant now) throws IOException, ProtocolException {
    issuer.takeOver().forEach(inHand::remove);
    boolean again = giveAgain(now);
    return giveNext(now) || again;
  }

  private boolean giveNext(Instant now) throws IOException, ProtocolException {
    var round = new Round(now);
    try {
      match(round);
    } finally {
      round.matches.forEach(inHand::add);
      issuer.issue(round.matches, Try.FIRST, now);
    }
    return !round.matches.isEmpty();
  }

  private long room() {
    return Math.min(agents.room(), issuer.room());
  }

  private void match(Round round) throws IOException, ProtocolException {
    long room = room();
    if (room == 0) {
      return;
    }
    var shares = lineup.shares(room);
    agents
        .split(shares.values().stream().mapToLong(Lineup.Share::pages).sum())
        .map(Bulk::shares)
        .ifPresent(plan -> round.plan = new TreeMap<>(plan));
    int looks = MAX_LOOKS;
    for (var share : shares.entrySet()) {
      looks = match(share.getKey(), share.getValue(), looks, round);
    }
  }

  /** Gives the looks that are left. */
  private int match(PublicKey consumer, Lineup.Share share, int looks, Round round)
      throws IOException, ProtocolException {
    int left = looks;
    boolean some = match(share.head(), share.pages(), round);
    while (!some && left > 0) {
      var further = lineup.further(consumer, share.pages());
      some = match(further, share.pages(), round);
      if (some) {
        lineup.found(consumer);
      }
      left = further.isEmpty() ? 0 : left - 1;
    }
    return left;
  }

  /** Whether an agent was found for one of these. */
  private boolean match(List<Task> tasks, long most, Round round)
      throws IOException, ProtocolException {
    int before = round.matches.size();
    for (var task : tasks) {
      if (round.matches.size() - before == most) {
        break;
      }
      match(task, round).ifPresent(round.matches::add);
    }
    return round.matches.size() > before;
  }

  private Optional<Match> match(Task task, Round round) throws IOException, ProtocolException {
    var material = desk.material(books, task.id().orderId());
    var asked = new Asked(material.where(), material.site(task.id().index()));
    if (round.hopeless.contains(asked)) {
      return Optional.empty();
    }
    boolean rests = round.now.isBefore(task.restsUntil());
    Predicate<PublicKey> not =
        agent ->
            (rests && agent.equals(task.lastAgent()))
                || !round.isPlannedFor(agent)
                || agents.avoids(agent, asked.site(), round.now);
    var match =
        choose(task.id(), material, new Job(asked.where(), not, atlas.to(asked.site()), false));
    if (match.isEmpty() && !rests) {
      round.hopeless.add(asked);
    }
    match.ifPresent(one -> round.plan.computeIfPresent(one.agent(), (key, left) -> left - 1));
    return match;
  }

  private Optional<Match> choose(TaskId task, OfferDesk.Material material, Job job) {
    var leaseId = ids.get();
    var choice = agents.choose(assigner, job, new Draw(given, choices++), leaseId);
    if (choice.isPresent() && !job.hurried()) {
      given++;
    }
    return choice.map(
        one -> new Match(task, material, one.chosen().agent(), leaseId, one.reason()));
  }

  /** Pages that are late go to the best of all agents besides; those that no longer are do not. */
  private boolean giveAgain(Instant now) throws IOException, ProtocolException {
    var matches = new ArrayList<Match>();
    try {
      for (long left = Math.min(late.size(), room()); left > 0; left--) {
        matchAgain(late.remove(), now).ifPresent(matches::add);
      }
    } finally {
      issuer.issue(matches, Try.SECOND, now);
    }
    return !matches.isEmpty();
  }

  private Optional<Match> matchAgain(TaskId task, Instant now)
      throws IOException, ProtocolException {
    var held = books.read(book -> book.leases().on(task));
    if (held.size() != 1) {
      return Optional.empty();
    }
    var holder = held.getFirst().statement().agent();
    var material = desk.material(books, task.orderId());
    var asked = new Asked(material.where(), material.site(task.index()));
    Predicate<PublicKey> not =
        agent -> agent.equals(holder) || agents.avoids(agent, asked.site(), now);
    return choose(task, material, new Job(asked.where(), not, atlas.to(asked.site()), true));
  }
}
