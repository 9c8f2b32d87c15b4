package network.lumora.scraper;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import network.lumora.scraper.extract.Document;
import network.lumora.scraper.extract.Extracted;
import network.lumora.scraper.extract.Extractor;
import network.lumora.scraper.fetch.BodyRule;
import network.lumora.scraper.fetch.Fetched;
import network.lumora.scraper.fetch.Fetcher;
import network.lumora.scraper.fetch.HttpUrls;
import network.lumora.scraper.fetch.Throttle;
import network.lumora.scraper.guard.Admission;
import network.lumora.scraper.guard.Admitted;
import network.lumora.scraper.guard.Approval;
import network.lumora.scraper.guard.Approved;
import network.lumora.scraper.guard.Denied;
import network.lumora.scraper.guard.DevelopmentDestinations;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.guard.HostRules;
import network.lumora.scraper.guard.OwnNetwork;
import network.lumora.scraper.guard.Resolver;
import network.lumora.scraper.machine.SystemNames;
import network.lumora.scraper.pace.Pace;
import network.lumora.scraper.pace.Waiting;
import network.lumora.scraper.page.Failure;
import network.lumora.scraper.page.PageOutcome;
import network.lumora.scraper.page.PageRequest;
import network.lumora.scraper.page.Refusal;
import network.lumora.scraper.robots.PublicSuffixes;
import network.lumora.scraper.robots.Robots;
import network.lumora.scraper.robots.RobotsAnswer;
import network.lumora.scraper.robots.RobotsTags;

/** Scrapes public pages only, as robots.txt allows, one request at a time for each site. */
public final class PoliteScraper implements Scraper {
  /** What sites call us in robots.txt. */
  public static final String PRODUCT_TOKEN = "LumoraBot";

  /** Between two requests to a site that asks for no more. */
  private static final long FLOOR_DELAY_MILLIS = 1_000;

  /** For the site's turn: as long as the longest delay, twice. */
  private static final long PATIENCE_MILLIS = 120_000;

  private record Step(Stage stage, Action action) {}

  /** Empty to go on, or the end of the visit. */
  private interface Action {
    Optional<PageOutcome> on(Visit visit) throws InterruptedException;
  }

  private final List<Step> eachHop =
      List.of(
          new Step(Stage.ADMIT, this::admit),
          new Step(Stage.TURN, this::takeTurn),
          new Step(Stage.APPROVE, this::approve),
          new Step(Stage.ROBOTS, this::askRobots),
          new Step(Stage.DELAY, this::awaitDelay),
          new Step(Stage.EXCHANGE, this::exchange),
          new Step(Stage.STATUS, this::judgeStatus));

  private final Guard guard;
  private final Fetcher fetcher;
  private final Exchanges exchanges;
  private final RobotsVisit robotsVisit;
  private final Robots robots;
  private final RobotsTags tags = new RobotsTags(PRODUCT_TOKEN);
  private final Pace pace;
  private final Extractor extractor;
  private final StatusRules statuses;
  private final InstantSource clock;
  private final Consumer<List<Stage>> observer;

  /** For a host without rules of its own. */
  public PoliteScraper(
      String userAgent,
      Throttle throttle,
      OwnNetwork ownNetwork,
      DevelopmentDestinations development,
      InstantSource clock,
      LongSupplier nanos) {
    this(userAgent, throttle, HostRules.NONE, ownNetwork, development, clock, nanos);
  }

  /**
   * @param userAgent the network's own, with {@link #PRODUCT_TOKEN} and where to complain
   * @param nanos a ticker that never goes back
   */
  public PoliteScraper(
      String userAgent,
      Throttle throttle,
      HostRules hostRules,
      OwnNetwork ownNetwork,
      DevelopmentDestinations development,
      InstantSource clock,
      LongSupplier nanos) {
    this(
        new Guard(new HttpUrls(), new PublicSuffixes(), ownNetwork, development, hostRules),
        new SystemNames(),
        new Fetcher(userAgent, throttle, nanos),
        new Pace(nanos, Waiting.REAL),
        clock,
        nanos,
        _ -> {});
  }

  /** With the boundaries given; {@code observer} is told the stages of each visit when it ends. */
  PoliteScraper(
      Guard guard,
      Resolver resolver,
      Fetcher fetcher,
      Pace pace,
      InstantSource clock,
      LongSupplier nanos,
      Consumer<List<Stage>> observer) {
    this.guard = guard;
    this.fetcher = fetcher;
    this.exchanges = new Exchanges(guard, resolver, fetcher, nanos);
    this.robotsVisit = new RobotsVisit(guard, exchanges);
    this.robots = new Robots(PRODUCT_TOKEN, nanos);
    this.pace = pace;
    this.extractor = new Extractor(PRODUCT_TOKEN, nanos);
    this.statuses = new StatusRules(clock);
    this.clock = clock;
    this.observer = observer;
  }

  @Override
  public PageOutcome scrape(PageRequest request) throws InterruptedException {
    var visit = new Visit(request);
    try {
      return run(visit);
    } finally {
      visit.endTurn();
      observer.accept(List.copyOf(visit.done));
    }
  }

  @Override
  public void close() {
    fetcher.close();
  }

  private PageOutcome run(Visit visit) throws InterruptedException {
    do {
      visit.redirected = false;
      for (var step : eachHop) {
        visit.done.add(step.stage());
        var end = step.action().on(visit);
        if (end.isPresent()) {
          return end.get();
        }
      }
      visit.endTurn();
    } while (visit.redirected);
    return read(visit);
  }

  private Optional<PageOutcome> admit(Visit visit) {
    Admission admission =
        visit.hops.isEmpty()
            ? guard.admit(visit.request.url())
            : guard.redirect(visit.admitted(), visit.location);
    return switch (admission) {
      case Admitted admitted -> {
        visit.admit(admitted);
        yield Optional.empty();
      }
      case Denied denied -> Optional.of(Outcomes.refused(denied, visit));
    };
  }

  private Optional<PageOutcome> takeTurn(Visit visit) throws InterruptedException {
    var turn = pace.enter(visit.admitted().site(), PATIENCE_MILLIS);
    if (turn.isEmpty()) {
      return Optional.of(
          Outcomes.refused(
              Refusal.LEASE_EXPIRED, visit.admitted().site() + " had no turn for us", visit));
    }
    visit.turn = turn.get();
    return visit
        .turn()
        .quiet()
        .map(
            left ->
                new PageOutcome.Refused(
                    Refusal.RATE_LIMITED,
                    visit.admitted().site() + " asked for quiet",
                    visit.traffic,
                    Optional.of(left)));
  }

  private Optional<PageOutcome> askRobots(Visit visit) throws InterruptedException {
    return switch (robots.ask(visit.admitted().destination(), () -> robotsVisit.ask(visit))) {
      case RobotsAnswer.Allowed allowed -> {
        visit.allow(allowed.verdict());
        yield Optional.empty();
      }
      case RobotsAnswer.Denied denied -> Optional.of(unasked(denied, visit));
    };
  }

  private static PageOutcome unasked(RobotsAnswer.Denied denied, Visit visit) {
    if (visit.stopped) {
      return Outcomes.failed(Failure.STOPPED, "stopped by this agent", visit);
    }
    var rule = visit.hostRule;
    return rule == null
        ? Outcomes.refused(denied.code(), denied.detail(), visit)
        : Outcomes.refused(rule, visit);
  }

  /** The host may have moved to another network meanwhile, so the addresses are judged again. */
  private Optional<PageOutcome> awaitDelay(Visit visit) throws InterruptedException {
    var floor = visit.admitted().development() ? 0 : FLOOR_DELAY_MILLIS;
    visit.turn().awaitDelay(Math.max(floor, visit.robots().crawlDelayMillis()));
    return judged(guard.approve(visit.admitted(), visit.approved().addresses()), visit);
  }

  private Optional<PageOutcome> approve(Visit visit) throws InterruptedException {
    return switch (exchanges.lookUp(visit.admitted(), visit)) {
      case Exchanges.LookUp.Ready ready -> {
        visit.approve(ready.approved());
        yield Optional.empty();
      }
      case Exchanges.LookUp.Ended ended -> Optional.of(ended.outcome());
    };
  }

  private static Optional<PageOutcome> judged(Approval approval, Visit visit) {
    return switch (approval) {
      case Approved approved -> {
        visit.approve(approved);
        yield Optional.empty();
      }
      case Denied denied -> Optional.of(Outcomes.refused(denied, visit));
    };
  }

  private Optional<PageOutcome> exchange(Visit visit) throws InterruptedException {
    if (visit.isOutOfTime()) {
      return Optional.of(
          Outcomes.failed(Failure.HTTP_RESPONSE_TIMEOUT, "the page's time is used up", visit));
    }
    var fetched = exchanges.ask(visit.approved(), BodyRule.PAGE, visit);
    visit.turn().asked();
    return switch (fetched) {
      case Fetched.Answer answer -> {
        visit.answer(answer, clock.instant());
        yield Optional.empty();
      }
      case Fetched.Refused refused -> Optional.of(Outcomes.outcome(refused, visit));
      case Fetched.Failed failed -> Optional.of(Outcomes.outcome(failed, visit));
    };
  }

  private Optional<PageOutcome> judgeStatus(Visit visit) {
    return statuses.judge(visit);
  }

  private PageOutcome read(Visit visit) {
    visit.done.add(Stage.EXTRACT);
    var answer = visit.answer();
    var document =
        new Document(
            answer.body().stream(),
            answer.mediaType(),
            answer.charset(),
            visit.admitted().destination().url());
    return switch (extractor.read(document, visit.request.fields())) {
      case Extracted.Fields fields -> checkSignals(visit, fields);
      case Extracted.Refused refused -> Outcomes.refused(refused.code(), refused.detail(), visit);
    };
  }

  private PageOutcome checkSignals(Visit visit, Extracted.Fields fields) {
    visit.done.add(Stage.SIGNALS);
    visit.signals = tags.read(visit.answer().robotsTags()).and(tags.read(fields.robotsMetas()));
    return visit.signals.noindex()
        ? Outcomes.refused(Refusal.NOINDEX, visit.admitted() + " wants no copy kept", visit)
        : scraped(visit, fields);
  }

  private static PageOutcome scraped(Visit visit, Extracted.Fields fields) {
    var answer = visit.answer();
    return new PageOutcome.Scraped(
        visit.admitted().destination().url(),
        answer.status(),
        fields.values(),
        visit.hops,
        visit.traffic,
        answer.body().lengthBytes(),
        answer.body().sha256(),
        visit.fetchedAt(),
        visit.robots(),
        visit.signals,
        answer.mediaType(),
        fields.title());
  }
}
