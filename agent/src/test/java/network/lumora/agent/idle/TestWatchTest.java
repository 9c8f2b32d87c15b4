package network.lumora.agent.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;
import network.lumora.agent.counters.LineTotals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line that a test fills, in steps of a millisecond; one slot after the other, with pauses. */
class TestWatchTest {
  private static final int SLOT = 400;
  private static final int PAUSE = 100;
  private static final int USER_COMES = 2 * (SLOT + PAUSE) + 130;
  private static final int LONG = 20_000;

  private final Random random = new Random(7);
  private final TestWatch watch = new TestWatch();
  private IntToDoubleFunction others = _ -> 0;
  private int stallOneOf = Integer.MAX_VALUE;
  private int countersEveryMillis = 1;
  private double networkCard = Double.POSITIVE_INFINITY;
  private double countedShare = 1;
  private Tested tested = Tested.DATAGRAMS;

  /** Ten packets, then twice as many each 20 ms, at half the line's rate. */
  private static double slowStart(int millis, double bytesPerMilli) {
    if (millis < 0) {
      return 0;
    }
    double window = 10 * 1_514.0 * (1 << Math.min(10, millis / 20));
    return millis % 20 * bytesPerMilli / 2 < window ? bytesPerMilli / 2 : 0;
  }

  /** When others are seen first; nothing if they are not. */
  private Optional<Integer> seen(double megabits, boolean isUpload, int millis) {
    double rate = megabits * 125;
    long line = 0;
    double written = 0;
    double sent = 0;
    double unread = 0;
    double foreign = 0;
    int stalledUntil = 0;
    var shown = new LineTotals(0, 0);
    long read = 0;
    watch.begin(0, Optional.of(shown), new LineTotals(0, 0));
    for (int now = 1; now <= millis; now++) {
      boolean moves = now % (SLOT + PAUSE) > PAUSE;
      foreign += others.applyAsDouble(now);
      written += moves ? rate : 0;
      double passes = isUpload ? Math.min(written - sent, networkCard) : written - sent;
      sent += passes;
      unread += passes;
      if (random.nextInt(stallOneOf) == 0 && stallOneOf < Integer.MAX_VALUE) {
        stalledUntil = now + random.nextInt(40);
      }
      line = Math.round(sent * countedShare + foreign);
      if (now % countersEveryMillis == 0) {
        shown = isUpload ? new LineTotals(line, 0) : new LineTotals(0, line);
      }
      if (now >= stalledUntil) {
        read += Math.round(unread);
        unread = 0;
        if (tested == Tested.STREAM_UP && now % (SLOT + PAUSE) == 0) {
          watch.begin(
              TimeUnit.MILLISECONDS.toNanos(now), Optional.of(shown), own(isUpload, read, written));
        }
        if (moves && isSeen(now, shown, own(isUpload, read, written), rate)) {
          return Optional.of(now);
        }
      }
    }
    return Optional.empty();
  }

  private static LineTotals own(boolean isUpload, long read, double written) {
    return isUpload ? new LineTotals(Math.round(written), 0) : new LineTotals(0, read);
  }

  private boolean isSeen(int now, LineTotals shown, LineTotals own, double rate) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(now);
    return watch.isDue(nanos)
        && watch.isSeen(
            nanos,
            () -> Optional.of(shown),
            () -> own,
            tested,
            new LineRates(rate * 1000, rate * 1000));
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 10, 50, 100, 200})
  void aDownloadThatBeginsInTheMiddleOfASlotIsSeenWithinThirtyMilliseconds(double megabits) {
    others = now -> slowStart(now - USER_COMES, megabits * 125);

    assertThat(seen(megabits, false, LONG)).hasValueSatisfying(TestWatchTest::isSoon);
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 10, 50, 100})
  void anUploadThatBeginsInTheMiddleOfASlotIsSeenWithinThirtyMilliseconds(double megabits) {
    others = now -> slowStart(now - USER_COMES, megabits * 125);

    assertThat(seen(megabits, true, LONG)).hasValueSatisfying(TestWatchTest::isSoon);
  }

  private static void isSoon(int millis) {
    assertThat(millis).isBetween(USER_COMES, USER_COMES + 30);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nobodyIsSeenWhileTheMachineIsStalledNowAndThen(boolean isUpload) {
    stallOneOf = 50;

    assertThat(seen(100, isUpload, LONG)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aComputersSmallTalkIsNobody(boolean isUpload) {
    others = now -> now % 300 == 0 ? 1_514 : 0;

    assertThat(seen(10, isUpload, LONG)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void countersThatAreSeldomBroughtUpToDateShowNobody(boolean isUpload) {
    countersEveryMillis = 1_000;

    assertThat(seen(50, isUpload, LONG)).isEmpty();
  }

  @Test
  void whatWaitsBeforeASlowNetworkCardIsNobody() {
    networkCard = 45 * 125;

    assertThat(seen(50, true, LONG)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTestThatPassesNoInterfaceShowsNobody(boolean isUpload) {
    countedShare = 0;
    others = now -> now % 300 == 0 ? 1_514 : 0;

    assertThat(seen(50, isUpload, LONG)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 10, 50, 100, 200})
  void aDownloadBesideAStreamIsSeenWithinFiftyMilliseconds(double megabits) {
    beStream(Tested.STREAM_DOWN);
    others = now -> slowStart(now - USER_COMES, megabits * 125);

    assertThat(seen(megabits, false, LONG))
        .hasValueSatisfying(millis -> assertThat(millis).isBetween(USER_COMES, USER_COMES + 50));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void headersOfAStreamsPacketsAreNobody(boolean isUpload) {
    beStream(isUpload ? Tested.STREAM_UP : Tested.STREAM_DOWN);
    stallOneOf = 50;

    assertThat(seen(50, isUpload, LONG)).isEmpty();
  }

  @Test
  void answersToAStreamAreNobody() {
    watch.begin(0, Optional.of(new LineTotals(0, 0)), new LineTotals(0, 0));
    for (int now = 2; now < LONG; now += 2) {
      long written = now * 6_000L;
      var shown = new LineTotals(written * 1_514 / 1_448, written * 66 / 1_448);
      var own = new LineTotals(written, 0);
      assertThat(
              watch.isSeen(
                  TimeUnit.MILLISECONDS.toNanos(now),
                  () -> Optional.of(shown),
                  () -> own,
                  Tested.STREAM_UP,
                  new LineRates(6e6, 1e6)))
          .isFalse();
    }
  }

  @Test
  void whatAUserFetchesBesideAnUpwardStreamIsSeenAtOnce() {
    watch.begin(0, Optional.of(new LineTotals(0, 0)), new LineTotals(0, 0));
    int seen = 0;
    for (int now = 2; now < 400 && seen == 0; now += 2) {
      long written = now * 1_200L;
      long fetched = now < 200 ? 0 : 20_000 + (now - 200) * 2_000L;
      var shown = new LineTotals(written * 1_514 / 1_448, written * 66 / 1_448 + fetched);
      var own = new LineTotals(written, 0);
      boolean isSeen =
          watch.isSeen(
              TimeUnit.MILLISECONDS.toNanos(now),
              () -> Optional.of(shown),
              () -> own,
              Tested.STREAM_UP,
              new LineRates(1_250_000, 6_250_000));
      seen = isSeen ? now : 0;
    }

    assertThat(seen).isBetween(200, 210);
  }

  /** In IPv4 packets of the usual size, whose headers nobody tells. */
  private void beStream(Tested stream) {
    tested = stream;
    countedShare = 1_514 / 1_448.0;
  }
}
