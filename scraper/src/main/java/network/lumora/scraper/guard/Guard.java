package network.lumora.scraper.guard;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.lumora.scraper.page.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a page may be fetched from, and fails closed. Thread-safe.
 *
 * <p>Every URL, redirect and robots.txt goes through {@link #admit} or {@link #redirect} and then
 * {@link #approve}; the fetcher takes nothing but what {@code approve} gave.
 */
public final class Guard {
  /** More answers than any honest name has. */
  public static final int MAX_ANSWERS = 32;

  private static final Set<Integer> PORTS = Set.of(80, 443);

  private final UrlParser parser;
  private final RegistrableDomains domains;
  private final OwnNetwork ownNetwork;
  private final DevelopmentDestinations development;
  private final HostRules hostRules;
  private final AddressRules addresses = new AddressRules();

  public Guard(
      UrlParser parser,
      RegistrableDomains domains,
      OwnNetwork ownNetwork,
      DevelopmentDestinations development) {
    this(parser, domains, ownNetwork, development, HostRules.NONE);
  }

  public Guard(
      UrlParser parser,
      RegistrableDomains domains,
      OwnNetwork ownNetwork,
      DevelopmentDestinations development,
      HostRules hostRules) {
    this.parser = parser;
    this.domains = domains;
    this.ownNetwork = ownNetwork;
    this.development = development;
    this.hostRules = hostRules;
  }

  /** Reads and judges a stranger's URL. */
  public Admission admit(String url) {
    var raw = RawUrl.of(url);
    if (raw.isEmpty()) {
      return new Denied(
          Refusal.URL_INVALID, "expected http(s)://host[:port]/path, plainly written");
    }
    return parser
        .parse(url)
        .filter(parsed -> HostName.means(raw.get().host(), parsed.host()))
        .filter(this::isFixedPoint)
        .map(this::judge)
        .map(this::asTheHostSays)
        .orElseGet(() -> new Denied(Refusal.URL_INVALID, "two readings of the URL differ"));
  }

  /** Reads and judges where {@code from} sends us on to. */
  public Admission redirect(Admitted from, @Nullable String location) {
    if (location == null) {
      return new Denied(Refusal.REDIRECT_PROHIBITED, "a redirect of " + from + " names no place");
    }
    var target = resolve(from.destination(), location);
    if (target.isEmpty()) {
      return new Denied(Refusal.REDIRECT_PROHIBITED, "a redirect of " + from + " is no http URL");
    }
    var admission = admit(target.get());
    return admission instanceof Admitted admitted && isDowngrade(from, admitted)
        ? new Denied(Refusal.DOWNGRADE, "a redirect of " + from + " leaves https")
        : admission;
  }

  /** Judges all {@code answers} of one look-up; one bad answer refuses the name. */
  public Approval approve(Admitted admitted, List<InetAddress> answers) {
    var destination = admitted.destination();
    if (answers.isEmpty() || answers.size() > MAX_ANSWERS) {
      return new Denied(
          Refusal.DNS_MIXED,
          destination.host()
              + " has "
              + answers.size()
              + " addresses, expected 1 to "
              + MAX_ANSWERS);
    }
    return admitted.development()
        ? approveDevelopment(destination, answers)
        : approvePublic(destination, answers);
  }

  private Approval approvePublic(Destination destination, List<InetAddress> answers) {
    var prohibitions =
        answers.stream().map(addresses::prohibition).flatMap(Optional::stream).toList();
    if (!prohibitions.isEmpty()) {
      return new Denied(
          prohibitions.size() == answers.size()
              ? Refusal.DESTINATION_IP_PROHIBITED
              : Refusal.DNS_MIXED,
          destination.host() + " is at an address of " + prohibitions.getFirst());
    }
    var network = ownNetwork.view();
    return answers.stream().anyMatch(answer -> AddressRules.isIn(network, answer))
        ? new Denied(Refusal.OWN_NETWORK, destination.host() + " is in the host's own network")
        : new Approved(destination, answers);
  }

  private Approval approveDevelopment(Destination destination, List<InetAddress> answers) {
    return answers.stream().allMatch(addresses::fitsDevelopment)
        ? new Approved(destination, answers)
        : new Denied(
            Refusal.DESTINATION_IP_PROHIBITED,
            destination.host() + " is neither loopback, private nor public");
  }

  private Admission judge(Destination destination) {
    if (development.opens(destination)) {
      return new Admitted(destination, destination.authority(), true);
    }
    var host = destination.host();
    if (HostName.isAddressLiteral(host)) {
      return new Denied(Refusal.IP_LITERAL, "the URL names an address, expected a public name");
    }
    if (!HostName.isWellFormed(host)) {
      return new Denied(Refusal.URL_INVALID, "the URL's host is not a DNS name");
    }
    if (HostName.isReserved(host)) {
      return new Denied(Refusal.NAME_RESERVED, host + " is not a public name");
    }
    if (!PORTS.contains(destination.port())) {
      return new Denied(Refusal.PORT_BLOCKED, "expected port 80 or 443, not " + destination.port());
    }
    return domains
        .of(host)
        .<Admission>map(site -> new Admitted(destination, site, false))
        .orElseGet(() -> new Denied(Refusal.NAME_RESERVED, host + " has no registrable domain"));
  }

  private Admission asTheHostSays(Admission admission) {
    return switch (admission) {
      case Denied denied -> denied;
      case Admitted admitted ->
          hostRules
              .refusal(admitted.destination().host())
              .<Admission>map(rule -> new Denied(Refusal.HOST_RULE, rule))
              .orElse(admitted);
    };
  }

  /** Absolute ones go unmended: the guard reads what the site wrote. */
  private Optional<String> resolve(Destination from, String location) {
    return RawUrl.of(location).isPresent()
        ? Optional.of(location)
        : location.indexOf('\\') >= 0 ? Optional.empty() : parser.resolve(from, location);
  }

  private boolean isFixedPoint(Destination destination) {
    return parser.parse(destination.url()).filter(destination::equals).isPresent();
  }

  private static boolean isDowngrade(Admitted from, Admitted to) {
    return from.destination().scheme().equals("https") && to.destination().scheme().equals("http");
  }
}
