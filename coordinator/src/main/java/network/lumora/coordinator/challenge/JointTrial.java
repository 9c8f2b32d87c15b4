package network.lumora.coordinator.challenge;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import network.lumora.coordinator.registry.Guest;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.proof.line.JointChallenge;
import network.lumora.proof.panel.Draw;
import network.lumora.proof.panel.Seed;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * One joint challenge: several agents have one slot each, all at the same time, each by another
 * challenger. One thread runs it.
 */
final class JointTrial {
  /**
   * How much comes down a line its owner cannot hold back; what agents send themselves could be
   * shared out as it suits them.
   */
  static final ChallengeDirection DIRECTION = ChallengeDirection.DOWN;

  private static final int SLOT = 1;

  /** Between the order to begin and the first byte, beyond the way that the order takes. */
  private static final int LEAD_MILLIS = 20;

  /** Over what a plan sends: headers and acknowledgements, and the excess at its begin. */
  private static final double MARGIN = 1.3;

  private static final long EXCESS_BYTES = 65_536;

  /**
   * One agent that takes part.
   *
   * @param solo what its line is proven to do alone
   */
  record Part(Guest prover, BytesPerSecond solo, SlotPath path) {
    ChallengePlan plan() {
      return ChallengePlan.joint(solo, Bout.rttFloorNanos(prover));
    }

    Bytes maxBytes() {
      var plan = plan();
      double planned = plan.rate().count() * (plan.durationMillis() / 1e3);
      return new Bytes(Math.round(MARGIN * (planned + EXCESS_BYTES)));
    }
  }

  /** One agent's way through it. */
  private record Course(Part part, Bout bout, Minutes minutes) {
    PublicKey agent() {
      return bout.agent();
    }
  }

  private final Invitation invitation;
  private final List<Course> courses;
  private final List<Challenger> pool;
  private final RandomGenerator random;
  private final Duration patience;
  private final Mailbox mailbox;
  private List<Seat> seats = List.of();
  private long moved;

  /**
   * @param pool at least as many as parts
   */
  JointTrial(
      List<Part> parts,
      List<Challenger> pool,
      PublicKey coordinator,
      RandomGenerator random,
      Duration patience,
      Mailbox mailbox) {
    this.invitation =
        new Invitation(
            Seat.id(random),
            coordinator,
            DIRECTION,
            Seat.secret(random),
            pool.stream().map(Challenger::candidate).toList());
    this.courses =
        parts.stream()
            .sorted(Comparator.comparing(part -> part.prover().key()))
            .map(this::course)
            .toList();
    this.pool = pool;
    this.random = random;
    this.patience = patience;
    this.mailbox = mailbox;
  }

  private Course course(Part part) {
    var bout = new Bout(invitation.challengeId(), part.prover(), DIRECTION, part.path());
    return new Course(part, bout, new Minutes(part.prover().key()));
  }

  String challengeId() {
    return invitation.challengeId();
  }

  /** Ends with everyone told that it is over. */
  JointEnd run() throws InterruptedException {
    try {
      return conduct();
    } finally {
      var over = new ToAgent.EndChallenge(challengeId());
      courses.forEach(course -> course.part.prover().line().send(over));
      seats.forEach(seat -> seat.challenger().line().send(over));
    }
  }

  private JointEnd conduct() throws InterruptedException {
    for (var course : courses) {
      course.part.prover().line().send(invitation.question(course.part.maxBytes()));
    }
    await(course -> course.minutes.consent().isPresent(), patience);
    var unwilling = broken(course -> nonce(course).isEmpty());
    if (unwilling.isPresent()) {
      return unwilling.get();
    }
    draw();
    arm();
    await(course -> course.minutes.areSettled(List.of(seat(course))), patience);
    var unreachable = broken(course -> !course.minutes.isOpen(seat(course)));
    if (unreachable.isPresent()) {
      return unreachable.get();
    }
    fire();
    return broken(course -> result(course).isEmpty()).orElseGet(this::measured);
  }

  private Optional<String> nonce(Course course) {
    return course.minutes.consent().flatMap(envelope -> invitation.nonce(course.agent(), envelope));
  }

  private void draw() {
    var byKey = pool.stream().collect(Collectors.toMap(Challenger::key, Function.identity()));
    var nonces =
        courses.stream().map(course -> nonce(course).orElseThrow()).collect(Collectors.joining());
    var seed = Seed.of(invitation.secret(), nonces);
    seats =
        Draw.joint(seed, invitation.candidates(), courses.size()).stream()
            .map(key -> Seat.of(SLOT, Objects.requireNonNull(byKey.get(key)), random))
            .toList();
  }

  private Seat seat(Course course) {
    return seats.get(courses.indexOf(course));
  }

  private void arm() {
    courses.forEach(course -> course.minutes.seat(seat(course)));
    courses.forEach(course -> course.bout.armChallenger(seat(course)));
    courses.forEach(course -> course.bout.armProver(seat(course)));
  }

  /** All begin at one instant, however far their challengers are. */
  private void fire() throws InterruptedException {
    int longest = seats.stream().mapToInt(seat -> seat.challenger().wayMillis()).max().orElse(0);
    int lasting = 0;
    for (var course : courses) {
      var plan = course.part.plan();
      int begin = longest + LEAD_MILLIS - seat(course).challenger().wayMillis();
      course.bout.start(seat(course), plan, begin, course.part.solo());
      lasting = Math.max(lasting, plan.durationMillis());
      moved += Math.round(plan.rate().count() * (plan.durationMillis() / 1e3));
    }
    await(
        course -> course.minutes.isDone(seat(course)),
        patience.plusMillis((long) longest + LEAD_MILLIS + lasting));
  }

  /** Waits until that holds of all; the word of one that it will not go on ends it. */
  private void await(Predicate<Course> done, Duration howLong) throws InterruptedException {
    BooleanSupplier over =
        () ->
            courses.stream().anyMatch(course -> course.minutes.isDeclined())
                || courses.stream().allMatch(done);
    var _ = mailbox.until(over, this::take, howLong);
  }

  private void take(Mailbox.Letter letter) {
    courses.forEach(course -> course.minutes.take(letter));
  }

  /**
   * Why it cannot go on, if so: whoever said that it will not; else a challenger; else those of
   * whom something is missing.
   */
  private Optional<JointEnd> broken(Predicate<Course> isMissing) {
    if (courses.stream().anyMatch(course -> course.minutes.isDeclined())) {
      return Optional.of(absent(course -> course.minutes.isDeclined()));
    }
    if (courses.stream().noneMatch(isMissing)) {
      return Optional.empty();
    }
    return courses.stream().anyMatch(this::lacksItsChallenger)
        ? Optional.of(new JointEnd.Failed("a challenger did not do its slot", new Bytes(moved)))
        : Optional.of(absent(isMissing));
  }

  private boolean lacksItsChallenger(Course course) {
    if (seats.isEmpty()) {
      return false;
    }
    var seat = seat(course);
    boolean wasStarted = moved > 0;
    return course.minutes.isAbsent(seat) || (wasStarted && course.minutes.record(seat).isEmpty());
  }

  private JointEnd measured() {
    return new JointEnd.Measured(
        challengeId(),
        invitation.secret(),
        invitation.candidates(),
        courses.stream().map(course -> result(course).orElseThrow()).toList(),
        new Bytes(moved));
  }

  /** Empty if nothing came, or the agent does not stand by it. */
  private Optional<JointEnd.Turn> result(Course course) {
    var seat = seat(course);
    var testimony = course.bout.testimony();
    var envelope = course.minutes.record(seat);
    return envelope
        .flatMap(it -> testimony.record(seat, it))
        .filter(record -> record.value().count() > 0)
        .filter(record -> isConfirmed(course, testimony, record))
        .map(record -> turn(course, record, envelope.get()));
  }

  private boolean isConfirmed(Course course, Testimony testimony, SlotRecord record) {
    var seat = seat(course);
    return course
        .minutes
        .ack(seat)
        .map(ack -> testimony.isConfirmed(seat, record, ack))
        .orElse(false);
  }

  private JointEnd.Turn turn(Course course, SlotRecord record, Envelope envelope) {
    return new JointEnd.Turn(
        new JointChallenge.Turn(course.agent(), course.part.solo(), record.value()),
        course.minutes.consent().orElseThrow(),
        seat(course).challenger().key(),
        envelope);
  }

  private JointEnd absent(Predicate<Course> isAbsent) {
    Set<PublicKey> who =
        courses.stream().filter(isAbsent).map(Course::agent).collect(Collectors.toSet());
    return new JointEnd.Absent(who, new Bytes(moved));
  }
}
