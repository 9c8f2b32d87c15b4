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
import java.util.stream.Collectors;
import network.lumora.coordinator.assign.Assigner;
import network.lumora.coordinator.assign.Bulk;
import network.lumora.coordinator.assign.Job;
import network.lumora.coordinator.assign.Where;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.GivenLease;
import network.lumora.coordinator.book.Task;
import network.lumora.coordinator.book.TaskState;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.count.Event;
import network.lumora.coordinator.proximity.Atlas;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.registry.Line;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.TaskId;

/** Gives waiting pages, and those that are late, to willing agents. For one thread. */
final class Giving {
  /** Batches looked at in one turn behind heads of queues that no agent takes. */
  private static final int MAX_LOOKS = 8;

  private final Books books;
  private final Agents agents;
  private final Assigner assigner;
  private final Atlas atlas;
  private final TaskLife life;
  private final OfferDesk desk;
  private final Lineup lineup;
  private final Underway underway;
  private final Supplier<String> ids;
  private final Counts counts;

  /** Pages that are late and wait for a second agent: at most a tenth of those under way. */
  private final Deque<TaskId> late = new ArrayDeque<>();

  /** Choices since the start. */
  private long choices;

  Giving(
      Books books,
      Agents agents,
      Assigner assigner,
      Atlas atlas,
      TaskLife life,
      OfferDesk desk,
      Lineup lineup,
      Underway underway,
      Supplier<String> ids,
      Counts counts) {
    this.books = books;
    this.agents = agents;
    this.assigner = assigner;
    this.atlas = atlas;
    this.life = life;
    this.desk = desk;
    this.lineup = lineup;
    this.underway = underway;
    this.ids = ids;
    this.counts = counts;
  }

  /** A page that an agent has, and why. */
  private record Match(
      TaskId task, OfferDesk.Material material, PublicKey agent, String leaseId, String reason) {}

  private record Offer(OfferDesk.Written written, Match match, Line line) {
    Lease lease() {
      return written.lease();
    }

    String site() {
      return match.material().site(match.task().index());
    }
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

  /** One turn; whether something was given, so that there may be more to give at once. */
  boolean give(Instant now) throws IOException, ProtocolException {
    boolean again = giveAgain(now);
    return giveNext(now) || again;
  }

  private boolean giveNext(Instant now) throws IOException, ProtocolException {
    var round = new Round(now);
    try {
      match(round);
      return send(round.matches, now, Try.FIRST);
    } finally {
      takeBack(round.matches);
    }
  }

  private void match(Round round) throws IOException, ProtocolException {
    long room = agents.room();
    if (room == 0) {
      return;
    }
    var shares = lineup.shares(room);
    agents
        .split(shares.values().stream().mapToLong(Long::longValue).sum())
        .map(Bulk::shares)
        .ifPresent(plan -> round.plan = new TreeMap<>(plan));
    int looks = MAX_LOOKS;
    for (var share : shares.entrySet()) {
      looks = match(share.getKey(), share.getValue(), looks, round);
    }
  }

  /** Gives the looks that are left. */
  private int match(PublicKey consumer, long share, int looks, Round round)
      throws IOException, ProtocolException {
    if (share == 0) {
      return looks;
    }
    int left = looks;
    boolean some = match(lineup.head(consumer, share), share, round);
    while (!some && left > 0) {
      var further = lineup.further(consumer, share);
      some = match(further, share, round);
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
    return agents
        .choose(assigner, job, choices++, leaseId)
        .map(
            choice ->
                new Match(
                    task, material, choice.chosen().agent(), leaseId, choice.reason().text()));
  }

  /** Which try it is; the page must still be as it was when an agent was chosen. */
  private enum Try {
    FIRST {
      @Override
      List<GivenLease> wanted(Book book, List<GivenLease> leases) throws IOException {
        return book.tasks().lease(leases);
      }
    },
    /** One other agent works on it. */
    SECOND {
      @Override
      List<GivenLease> wanted(Book book, List<GivenLease> leases) throws IOException {
        var wanted = new ArrayList<GivenLease>();
        for (var lease : leases) {
          if (isWithAnother(book, lease.statement())) {
            wanted.add(lease);
          }
        }
        return wanted;
      }
    };

    abstract List<GivenLease> wanted(Book book, List<GivenLease> leases) throws IOException;

    private static boolean isWithAnother(Book book, Lease lease) throws IOException {
      var task = book.tasks().find(lease.taskId());
      var held = book.leases().on(lease.taskId());
      return task.isPresent()
          && task.get().state() == TaskState.WORKING
          && held.size() == 1
          && !held.getFirst().statement().agent().equals(lease.agent());
    }
  }

  /** Pages that are late go to the best of all agents besides; those that no longer are do not. */
  private boolean giveAgain(Instant now) throws IOException, ProtocolException {
    var matches = new ArrayList<Match>();
    try {
      for (int left = late.size(); left > 0 && agents.room() > 0; left--) {
        matchAgain(late.remove(), now).ifPresent(matches::add);
      }
      return send(matches, now, Try.SECOND);
    } finally {
      takeBack(matches);
    }
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

  private boolean send(List<Match> matches, Instant now, Try which)
      throws IOException, ProtocolException {
    var offers = write(matches, now);
    if (offers.isEmpty()) {
      return false;
    }
    var stored = books.write(book -> store(book, offers, which));
    counts.add(Event.LEASE_GIVEN, stored.size());
    var unheard = new ArrayList<Lease>();
    var leases = stored.stream().map(offer -> offer.lease().leaseId()).collect(Collectors.toSet());
    matches.removeIf(match -> leases.contains(match.leaseId()));
    for (var offer : stored) {
      if (agents.isOn(offer.lease().agent(), offer.line())) {
        var consumer = offer.match().material().consumer();
        underway.begins(offer.lease(), offer.site(), consumer, which == Try.SECOND, now);
        offer.line().send(offer.written().offer());
      } else {
        unheard.add(offer.lease());
      }
    }
    passOn(unheard, now);
    return stored.size() > unheard.size();
  }

  /**
   * Its agent connected again when the lease was not yet in the book: that agent does not know of
   * it, and was not asked.
   */
  private void passOn(List<Lease> unheard, Instant now) throws IOException, ProtocolException {
    if (!unheard.isEmpty()) {
      books.write(
          book -> {
            for (var lease : unheard) {
              life.passOn(book, lease, now);
            }
            return true;
          });
    }
  }

  /** Sealing and signing is most of the work of giving, so all processors take part. */
  private List<Offer> write(List<Match> matches, Instant now) {
    return matches.parallelStream().flatMap(match -> write(match, now).stream()).toList();
  }

  private Optional<Offer> write(Match match, Instant now) {
    return agents
        .address(match.agent())
        .map(
            to ->
                new Offer(
                    desk.write(
                        match.material(),
                        match.task(),
                        match.agent(),
                        match.leaseId(),
                        to.sealTo(),
                        now),
                    match,
                    to.line()));
  }

  private static List<Offer> store(Book book, List<Offer> offers, Try which) throws IOException {
    var leases =
        offers.stream()
            .map(offer -> new GivenLease(offer.lease(), true, offer.match().reason()))
            .toList();
    var stored = new HashSet<String>();
    for (var lease : which.wanted(book, leases)) {
      book.leases().add(lease);
      stored.add(lease.statement().leaseId());
    }
    return offers.stream().filter(offer -> stored.contains(offer.lease().leaseId())).toList();
  }

  /** What was not sent was not given. */
  private void takeBack(List<Match> unsent) {
    unsent.forEach(match -> agents.ends(match.agent(), match.leaseId()));
  }
}
