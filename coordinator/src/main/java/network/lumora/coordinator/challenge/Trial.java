package network.lumora.coordinator.challenge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import network.lumora.coordinator.registry.Guest;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.proof.challenge.CoarseSearch;
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

/** One challenge, from the question to the last slot's record. One thread runs it. */
final class Trial {
  /** Between the order to begin and the first byte, beyond the way that the order takes. */
  private static final int LEAD_MILLIS = 5;

  private static final int MAX_COARSE_TRAINS = 5;

  /**
   * What a trial is about.
   *
   * @param pool from whom the challengers are drawn
   */
  record Case(
      Guest prover,
      List<Challenger> pool,
      ChallengeDirection direction,
      SlotPath path,
      History history) {

    Bytes maxBytes() {
      return history.maxBytes(path, Bout.rttFloorNanos(prover));
    }
  }

  private final Case subject;
  private final RandomGenerator random;
  private final Duration patience;
  private final Mailbox mailbox;
  private final Minutes minutes;
  private final Invitation invitation;
  private final Bout bout;
  private final Map<PublicKey, Challenger> pool;
  private List<Seat> seats = List.of();
  private long moved;

  Trial(
      Case subject,
      PublicKey coordinator,
      RandomGenerator random,
      Duration patience,
      Mailbox mailbox) {
    this.subject = subject;
    this.random = random;
    this.patience = patience;
    this.mailbox = mailbox;
    this.minutes = new Minutes(subject.prover().key());
    this.invitation =
        new Invitation(
            Seat.id(random),
            coordinator,
            subject.direction(),
            Seat.secret(random),
            subject.pool().stream().map(Challenger::candidate).toList());
    this.bout =
        new Bout(invitation.challengeId(), subject.prover(), subject.direction(), subject.path());
    this.pool =
        subject.pool().stream().collect(Collectors.toMap(Challenger::key, Function.identity()));
  }

  String challengeId() {
    return invitation.challengeId();
  }

  /** Ends with everyone told that it is over. */
  TrialEnd run() throws InterruptedException {
    try {
      return conduct();
    } catch (StoppedTrialException e) {
      return e.end();
    } finally {
      var over = new ToAgent.EndChallenge(challengeId());
      subject.prover().line().send(over);
      seats.forEach(seat -> seat.challenger().line().send(over));
    }
  }

  private TrialEnd conduct() throws InterruptedException, StoppedTrialException {
    var consent = ask();
    draw(consent);
    arm(seats);
    requirePaths();
    fire(plan());
    return judge(consent);
  }

  private Envelope ask() throws InterruptedException, StoppedTrialException {
    subject.prover().line().send(invitation.question(subject.maxBytes()));
    await(() -> minutes.consent().isPresent(), patience);
    return minutes
        .consent()
        .orElseThrow(() -> failed("the agent did not answer whether its line may be challenged"));
  }

  private void draw(Envelope envelope) throws StoppedTrialException {
    var nonce =
        invitation
            .nonce(bout.agent(), envelope)
            .orElseThrow(() -> failed("the agent's consent is not signed, or to something else"));
    var drawn = Draw.of(Seed.of(invitation.secret(), nonce), invitation.candidates());
    var all = new ArrayList<Seat>();
    for (int i = 0; i < drawn.size(); i++) {
      var challenger = pool.get(drawn.get(i));
      if (challenger == null) {
        throw new IllegalStateException("somebody was drawn who is no candidate");
      }
      all.add(Seat.of(i + 1, challenger, random));
    }
    seats = List.copyOf(all);
  }

  private void arm(List<Seat> armed) {
    armed.forEach(minutes::seat);
    armed.forEach(bout::armChallenger);
    armed.forEach(bout::armProver);
  }

  /** Without most of the paths the median would be nothing, which is no measure of the line. */
  private void requirePaths() throws InterruptedException, StoppedTrialException {
    await(() -> minutes.areSettled(seats), patience);
    long open = seats.stream().filter(minutes::isOpen).count();
    if (2 * open <= seats.size()) {
      throw new StoppedTrialException(new TrialEnd.NoPath());
    }
  }

  private ChallengePlan plan() throws InterruptedException, StoppedTrialException {
    var history = subject.history();
    return history.isUnknown()
        ? History.first(subject.path(), coarse(), bout.rttFloorNanos())
        : history.plan(subject.path(), bout.rttFloorNanos());
  }

  /** About how fast the line is: trains that grow until one meets a limit. */
  private BytesPerSecond coarse() throws InterruptedException, StoppedTrialException {
    var rate = CoarseSearch.BEGIN;
    for (int train = 0; train < MAX_COARSE_TRAINS; train++) {
      var seat = Seat.of(0, pathfinder(train), random);
      arm(List.of(seat));
      await(() -> minutes.areSettled(List.of(seat)), patience);
      var found = train(seat, rate);
      if (found.isPresent() && CoarseSearch.isFound(rate, found.get())) {
        return found.get();
      }
      rate = found.isPresent() ? CoarseSearch.faster(rate) : rate;
    }
    throw failed("no coarse train found out how fast the line is");
  }

  private Optional<BytesPerSecond> train(Seat seat, BytesPerSecond rate)
      throws InterruptedException, StoppedTrialException {
    var plan = History.coarse(subject.path(), rate);
    start(seat, plan, LEAD_MILLIS);
    await(() -> minutes.isDone(seat), patience);
    return record(seat).map(SlotRecord::estimate).filter(estimate -> estimate.count() > 0);
  }

  private Challenger pathfinder(int train) {
    var open = seats.stream().filter(minutes::isOpen).toList();
    return open.get(train % open.size()).challenger();
  }

  /** All slots are ordered at once; each challenger waits for its turn. */
  private void fire(ChallengePlan plan) throws InterruptedException, StoppedTrialException {
    var open = seats.stream().filter(minutes::isOpen).toList();
    int longest = open.stream().mapToInt(seat -> seat.challenger().wayMillis()).max().orElse(0);
    int begin = longest + LEAD_MILLIS;
    for (var seat : open) {
      start(seat, plan, begin - seat.challenger().wayMillis());
      begin += plan.durationMillis() + plan.gapMillis();
    }
    await(() -> open.stream().allMatch(minutes::isDone), patience.plusMillis(begin));
  }

  private void start(Seat seat, ChallengePlan plan, int startInMillis) {
    bout.start(seat, plan, startInMillis, subject.history().proven());
    moved += Math.round(plan.rate().count() * (plan.durationMillis() / 1e3));
  }

  /** Waits; the agent's word that it will not go on ends everything. */
  private void await(BooleanSupplier done, Duration howLong)
      throws InterruptedException, StoppedTrialException {
    var _ =
        mailbox.until(() -> minutes.isDeclined() || done.getAsBoolean(), minutes::take, howLong);
    if (minutes.declined().isPresent()) {
      throw new StoppedTrialException(
          new TrialEnd.Declined(minutes.declined().get(), new Bytes(moved)));
    }
  }

  private StoppedTrialException failed(String detail) {
    return new StoppedTrialException(new TrialEnd.Failed(detail, new Bytes(moved)));
  }

  private Optional<SlotRecord> record(Seat seat) {
    return minutes.record(seat).flatMap(envelope -> bout.testimony().record(seat, envelope));
  }

  private TrialEnd judge(Envelope consent) {
    var findings = new Findings(seats, minutes, bout.testimony());
    return findings.value().count() == 0
        ? new TrialEnd.Failed("most of the slots gave nothing", new Bytes(moved))
        : new TrialEnd.Measured(
            challengeId(),
            consent,
            invitation.secret(),
            invitation.candidates(),
            findings.slots(),
            findings.value(),
            findings.shown(),
            subject.path(),
            new Bytes(moved),
            findings.opinions());
  }
}
