package network.lumora.agent.work;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.agent.rules.Traffic;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.message.ToAgent.Offer;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.wire.StatementCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes offers or declines them. Thread-safe. */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private static final int MAX_DETAIL_CHARS = 300;

  private final OfferCheck check;
  private final Room room;
  private final RulesInForce rules;
  private final Errands errands;
  private final Notes notes;
  private final InstantSource clock;
  private final StatementCodec statements = new StatementCodec();

  Intake(
      OfferCheck check,
      Room room,
      RulesInForce rules,
      Errands errands,
      Notes notes,
      InstantSource clock) {
    this.check = check;
    this.room = room;
    this.rules = rules;
    this.errands = errands;
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * @throws IOException if the lease cannot be remembered
   */
  ToCoordinator offer(Offer offer, Desk desk, Replies replies) throws IOException {
    var leaseId = leaseId(offer);
    var refusal = room.refusal(desk.coordinator());
    if (leaseId.isPresent() && refusal.isPresent()) {
      return new ToCoordinator.Declined(leaseId.get(), refusal.get());
    }
    return answer(check.judge(offer, desk), desk, replies);
  }

  private Optional<String> leaseId(Offer offer) {
    try {
      return Optional.of(statements.read(offer.lease(), Lease.class).leaseId());
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private ToCoordinator answer(OfferVerdict verdict, Desk desk, Replies replies) {
    return switch (verdict) {
      case OfferVerdict.Good good -> judged(good, desk, replies);
      case OfferVerdict.Declined(var leaseId, var reason, var detail) -> {
        LOG.warn("declined an offer: {}", detail);
        yield new ToCoordinator.Declined(leaseId, reason);
      }
      case OfferVerdict.Unreadable(var code, var detail) -> new Problem(code, brief(detail));
    };
  }

  private static String brief(String detail) {
    return detail.substring(0, Math.min(detail.length(), MAX_DETAIL_CHARS));
  }

  /** The host's rules come before any byte, also before the look-up of a name. */
  private ToCoordinator judged(OfferVerdict.Good good, Desk desk, Replies replies) {
    var leaseId = good.lease().leaseId();
    var way = new Way(rules, desk.coordinator());
    var task = task(good, way);
    var host = Hosts.of(good.input().url());
    if (host.isPresent() && way.refusal(host.get()).isPresent()) {
      var verdict = way.refused().orElseThrow();
      notes.blocked(task, verdict);
      return new ToCoordinator.Declined(leaseId, Declines.ofRule(verdict));
    }
    errands.begin(task, desk, replies);
    return new ToCoordinator.Accepted(leaseId);
  }

  private Running task(OfferVerdict.Good good, Way way) {
    var lease = good.lease();
    var site = rules.site(Hosts.of(good.input().url()).orElse(Hosts.NONE));
    var counted =
        new Counted(rules.traffic(), lease.coordinator().toString(), site.category().name(), way);
    var meter = new TaskMeter(lease.maxSource(), counted);
    return new Running(good, site, way, meter, clock.instant());
  }

  /** Counts a task's bytes for its coordinator, and ends it when the host's rules do. */
  private record Counted(Traffic traffic, String coordinator, String category, Way way)
      implements TaskMeter.Watch {
    @Override
    public void passed(long up, long down) {
      traffic.count(coordinator, category, up, down);
    }

    @Override
    public boolean mayGoOn() {
      return way.mayGoOn();
    }
  }
}
