package network.lumora.scraper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import network.lumora.scraper.fetch.Fetched;
import network.lumora.scraper.guard.Admitted;
import network.lumora.scraper.guard.Approved;
import network.lumora.scraper.guard.Denied;
import network.lumora.scraper.pace.Turn;
import network.lumora.scraper.page.Hop;
import network.lumora.scraper.page.PageLimits;
import network.lumora.scraper.page.PageRequest;
import network.lumora.scraper.page.RobotsVerdict;
import network.lumora.scraper.page.Signals;
import network.lumora.scraper.page.Traffic;
import org.jspecify.annotations.Nullable;

/** One page request on its way through the stages. Used by one thread. */
final class Visit {
  final PageRequest request;
  final List<Hop> hops = new ArrayList<>();
  final List<Stage> done = new ArrayList<>();
  Traffic traffic = Traffic.NONE;
  Signals signals = Signals.NONE;

  /** Where the last answer sent us on to; null before the first and when there is no more to go. */
  @Nullable String location;

  boolean redirected;

  /** The host's rule against where robots.txt leads; null if there is none. */
  @Nullable Denied hostRule;

  /** Whether our own throttle ended an exchange. */
  boolean stopped;

  @Nullable Turn turn;
  private long spentNanos;
  private @Nullable Admitted admitted;
  private @Nullable RobotsVerdict robots;
  private @Nullable Approved approved;
  private Fetched.@Nullable Answer answer;
  private @Nullable Instant fetchedAt;

  Visit(PageRequest request) {
    this.request = request;
  }

  Admitted admitted() {
    return Objects.requireNonNull(admitted, "not admitted yet");
  }

  void admit(Admitted next) {
    admitted = next;
    robots = null;
    approved = null;
    answer = null;
  }

  RobotsVerdict robots() {
    return Objects.requireNonNull(robots, "robots.txt not asked yet");
  }

  void allow(RobotsVerdict verdict) {
    robots = verdict;
  }

  Approved approved() {
    return Objects.requireNonNull(approved, "not approved yet");
  }

  void approve(Approved destination) {
    approved = destination;
  }

  Fetched.Answer answer() {
    return Objects.requireNonNull(answer, "not fetched yet");
  }

  void answer(Fetched.Answer came, Instant at) {
    answer = came;
    fetchedAt = at;
  }

  Instant fetchedAt() {
    return Objects.requireNonNull(fetchedAt, "not fetched yet");
  }

  Turn turn() {
    return Objects.requireNonNull(turn, "not our turn yet");
  }

  void endTurn() {
    if (turn != null) {
      turn.close();
      turn = null;
    }
  }

  void spend(long nanos) {
    spentNanos += nanos;
  }

  /** What the page may still take. */
  PageLimits limits() {
    return request.limits().within(remainingMillis());
  }

  boolean isOutOfTime() {
    return remainingMillis() <= 0;
  }

  private long remainingMillis() {
    return request.limits().wholeMillis() - spentNanos / 1_000_000;
  }
}
