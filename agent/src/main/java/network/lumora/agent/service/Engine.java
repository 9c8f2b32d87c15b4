package network.lumora.agent.service;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.consent.ConsentGate;
import network.lumora.agent.idle.IdleMeter;
import network.lumora.agent.idle.Pulse;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.link.CoordinatorLink;
import network.lumora.agent.link.LinkParts;
import network.lumora.agent.receipt.Settlements;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.agent.work.Workbench;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.scraper.PoliteScraper;
import network.lumora.scraper.fetch.HttpUrls;
import network.lumora.scraper.guard.DevelopmentDestinations;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.guard.PeerGuard;
import network.lumora.scraper.machine.MachineNetwork;
import network.lumora.scraper.machine.SystemNames;
import network.lumora.scraper.robots.PublicSuffixes;

/** The part of an agent that works for a coordinator; its link is not started yet. */
record Engine(
    IdentityKey identity,
    IdleMeter meter,
    Allowance allowance,
    RulesInForce rules,
    ScraperPages pages,
    RecordedLine line,
    Workbench work,
    Trials trials,
    Relays relays,
    CoordinatorLink link) {

  static Engine of(Setup setup, World world, Journal journal, ConsentGate gate, LoadingKeys loading)
      throws IOException {
    var meter = meter(world, journal);
    var allowance = allowance(setup, world, journal, gate, meter);
    var rules = rules(setup, world, journal, allowance);
    var addresses = new PublicAddresses();
    var pages = pages(setup, world, allowance, addresses);
    var line = RecordedLine.of(journal.line(), allowance, world);
    var keys = loading.loaded();
    var work =
        new Workbench(
            keys.identity(),
            keys.seal(),
            journal.leases(),
            allowance,
            journal.outbox(),
            new RecordedPages(pages, line.clock()),
            rules,
            world.clock(),
            setup.slots());
    var trials =
        Trials.of(
            setup,
            world,
            keys.identity(),
            allowance,
            meter,
            journal.reflectors(),
            work,
            peers(setup, world, addresses)::admits,
            keeping(world, journal, rules, meter));
    var relays =
        Relays.of(
            setup,
            world,
            keys.identity(),
            allowance,
            rules,
            journal.outbox(),
            wayOut(setup, world, addresses));
    var link = link(setup, world, journal, keys, allowance, rules, work, trials, relays, addresses);
    link.onEcho(number -> meter.probes().returned(number, world.nanos().getAsLong()));
    trials.probed().by(new PingedLink(link));
    return new Engine(
        keys.identity(), meter, allowance, rules, pages, line, work, trials, relays, link);
  }

  private static TestKeeping keeping(
      World world, Journal journal, RulesInForce rules, IdleMeter meter) {
    var line = journal.line();
    return new TestKeeping(
        line, new LineProof(line, meter), journal.outbox(), rules, world.clock());
  }

  private static List<String> capabilities(Trials trials, Relays relays) {
    return Stream.of(trials.capabilities(), relays.capabilities()).flatMap(List::stream).toList();
  }

  private static GuardedWayOut wayOut(Setup setup, World world, PublicAddresses addresses) {
    return new GuardedWayOut(
        new Guard(
            new HttpUrls(),
            new PublicSuffixes(),
            new MachineNetwork(addresses, world.nanos()),
            new DevelopmentDestinations(setup.developmentDestinations())),
        new SystemNames());
  }

  private static PeerGuard peers(Setup setup, World world, PublicAddresses addresses) {
    return new PeerGuard(
        new MachineNetwork(addresses, world.nanos()),
        new DevelopmentDestinations(setup.developmentDestinations()));
  }

  private static IdleMeter meter(World world, Journal journal) throws IOException {
    var meter = new IdleMeter(world.machine().counters(), world.clock(), world.nanos());
    new LineProof(journal.line(), meter).recall();
    Pulse.follow(meter, world.nanos());
    return meter;
  }

  private static Allowance allowance(
      Setup setup, World world, Journal journal, ConsentGate gate, IdleMeter meter)
      throws IOException {
    var allowance =
        new Allowance(
            journal.settings(),
            journal.usage(),
            meter,
            world.clock(),
            world.nanos(),
            world.zone(),
            setup.slots());
    meter.onMore(allowance::lineChanged);
    boolean isGiven = setup.onlyChallenges() || gate.given().isPresent();
    allowance.surroundings(around -> around.withConsent(isGiven));
    return allowance;
  }

  private static RulesInForce rules(Setup setup, World world, Journal journal, Allowance allowance)
      throws IOException {
    return HostRulebook.open(
        setup.dataFolder(),
        journal,
        world,
        at -> world.monthStart(at, allowance.settings().monthStartsOn()),
        setup.slots());
  }

  private static ScraperPages pages(
      Setup setup, World world, Allowance allowance, PublicAddresses addresses) {
    var development = new DevelopmentDestinations(setup.developmentDestinations());
    var network = new MachineNetwork(addresses, world.nanos());
    return new ScraperPages(
        allowance,
        (userAgent, throttle, hostRules) ->
            new PoliteScraper(
                userAgent, throttle, hostRules, network, development, world.clock(), world.nanos()),
        world.clock());
  }

  private static CoordinatorLink link(
      Setup setup,
      World world,
      Journal journal,
      Keys keys,
      Allowance allowance,
      RulesInForce rules,
      Workbench work,
      Trials trials,
      Relays relays,
      PublicAddresses addresses) {
    var outbox = journal.outbox();
    return new CoordinatorLink(
        new LinkParts(
            keys.identity(),
            keys.seal().publicKey(),
            Agent.VERSION,
            setup.coordinator(),
            journal.pins(),
            allowance,
            rules,
            work,
            outbox,
            new Settlements(keys.identity().publicKey(), outbox, world.clock()),
            trials.desk(),
            relays.desk(),
            capabilities(trials, relays),
            setup.place(),
            (_, welcome) -> addresses.told(welcome.publicAddress()),
            world.clock(),
            world.nanos()),
        world.random());
  }

  RunningLink running(String coordinator) {
    return new RunningLink(coordinator, link, work, meter);
  }
}
