package network.lumora.proof.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import network.lumora.proof.receipt.SessionEvent.Arrives;
import network.lumora.proof.receipt.SessionEvent.Closes;
import network.lumora.proof.receipt.SessionEvent.IsCleared;
import network.lumora.proof.receipt.SessionEvent.IsDisputed;
import network.lumora.proof.receipt.SessionEvent.IsPaid;
import network.lumora.proof.receipt.SessionEvent.Passes;
import network.lumora.proof.receipt.SessionEvent.TimePasses;
import network.lumora.proof.receipt.SessionEvent.WindowSigned;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final List<SessionEvent> EVENTS =
      List.of(
          new WindowSigned(),
          new Closes(),
          new Arrives(),
          new Passes(),
          new IsDisputed(),
          new IsCleared(),
          new IsPaid(),
          new TimePasses());

  private final Session granted = Session.granted(NOW, NOW.plusSeconds(600));

  @Test
  void anHonestSessionIsPaidAfterAnEpoch() {
    var held =
        through(
            granted,
            NOW,
            new WindowSigned(),
            new Closes(),
            new Arrives(),
            new Passes(),
            new TimePasses());
    assertThat(held.phase()).isEqualTo(Phase.HELD);
    assertThat(held.after(new TimePasses(), NOW.plus(Session.HOLD).minusMillis(1))).isEmpty();
    assertThat(held.after(new IsPaid(), NOW)).isEmpty();

    var payable = through(held, NOW.plus(Session.HOLD), new TimePasses());
    assertThat(through(payable, NOW.plus(Session.HOLD), new IsPaid()).phase())
        .isEqualTo(Phase.PAID);
  }

  @Test
  void aFindingKeepsItFromBeingPaidUntilItIsCleared() {
    var disputed = through(granted, NOW, new WindowSigned(), new Arrives(), new IsDisputed());

    assertThat(disputed.after(new IsPaid(), NOW)).isEmpty();
    assertThat(disputed.after(new Passes(), NOW)).isEmpty();
    assertThat(through(disputed, NOW, new IsCleared()).phase()).isEqualTo(Phase.PAYABLE);
    assertThat(through(disputed, NOW.plus(Session.DISPUTE), new TimePasses()).phase())
        .isEqualTo(Phase.EXPIRED);
  }

  @Test
  void whatComesADayAfterTheGrantIsNotPaid() {
    var late = granted.grantEnds().plus(Duration.ofHours(24)).plusMillis(1);

    assertThat(through(granted, late, new Arrives()).phase()).isEqualTo(Phase.EXPIRED);
    assertThat(through(granted, late, new TimePasses()).phase()).isEqualTo(Phase.EXPIRED);
  }

  @Test
  void whateverComesInWhateverOrderOnlyWhatPassedIsPaidAndTheEndIsTheEnd() {
    var random = new Random(5);
    var seen = EnumSet.noneOf(Phase.class);
    for (int run = 0; run < 5_000; run++) {
      var session = granted;
      boolean passed = false;
      var now = NOW;
      for (int i = 0; i < 40; i++) {
        var event = EVENTS.get(random.nextInt(EVENTS.size()));
        now = now.plusSeconds(random.nextInt(random.nextInt(10) == 0 ? 90_000 : 4_000));
        var next = session.after(event, now);
        boolean isOver = session.phase() == Phase.PAID || session.phase() == Phase.EXPIRED;
        assertThat(isOver && next.isPresent()).isFalse();
        session = next.orElse(session);
        passed |= session.phase() == Phase.VERIFIED || event instanceof IsCleared;
        assertThat(session.phase() != Phase.PAID || passed).isTrue();
        seen.add(session.phase());
      }
    }
    assertThat(seen).containsAll(EnumSet.allOf(Phase.class));
  }

  private static Session through(Session session, Instant now, SessionEvent... events) {
    var at = session;
    for (var event : events) {
      at = at.after(event, now).orElseThrow();
    }
    return at;
  }
}
