package network.lumora.agent.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.lumora.bridge.agent.Category;
import network.lumora.bridge.agent.Denial;
import network.lumora.bridge.agent.RuleTest;
import network.lumora.bridge.agent.Rules;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/** The host's rules, ready to be asked: pure, and the only place that judges. Immutable. */
public final class RuleBook {
  private static final int MAX_NAME_CHARACTERS = 60;

  /** What holds until the host says otherwise. */
  public static final RuleBook EVERYTHING =
      of(
          new Rules(
              new Rules.Sites(Rules.Sites.Mode.ALL_BUT_DENIED, List.of(), List.of()),
              new Rules.Categories(List.of()),
              List.of()));

  private final Rules rules;
  private final Set<String> denied;
  private final Set<String> allowed;
  private final Set<Category> deniedCategories;
  private final Map<String, Rules.CoordinatorRule> coordinators = new HashMap<>();

  private RuleBook(Rules rules) {
    this.rules = rules;
    this.denied = Set.copyOf(rules.sites().denied());
    this.allowed = Set.copyOf(rules.sites().allowed());
    this.deniedCategories = EnumSet.noneOf(Category.class);
    this.deniedCategories.addAll(rules.categories().denied());
    rules.coordinators().forEach(rule -> coordinators.put(rule.key(), rule));
  }

  /**
   * Normalises the names.
   *
   * @throws IllegalArgumentException naming the rule that is malformed, and what was expected
   */
  public static RuleBook of(Rules rules) {
    var sites = rules.sites();
    return new RuleBook(
        new Rules(
            new Rules.Sites(
                sites.mode(), names("denied", sites.denied()), names("allowed", sites.allowed())),
            new Rules.Categories(rules.categories().denied().stream().distinct().sorted().toList()),
            coordinators(rules.coordinators())));
  }

  private static List<String> names(String list, List<String> texts) {
    var names = new LinkedHashSet<String>();
    for (int i = 0; i < texts.size(); i++) {
      var place = "sites.%s[%d]: ".formatted(list, i);
      names.add(
          SiteName.parse(texts.get(i))
              .map(SiteName::text)
              .orElseThrow(() -> new IllegalArgumentException(place + SiteName.EXPECTED)));
    }
    return List.copyOf(names);
  }

  private static List<Rules.CoordinatorRule> coordinators(List<Rules.CoordinatorRule> rules) {
    var byKey = new LinkedHashMap<String, Rules.CoordinatorRule>();
    for (var rule : rules) {
      requireCoordinator(rule);
      if (byKey.put(rule.key(), rule) != null) {
        throw new IllegalArgumentException("coordinators: expected each key once");
      }
    }
    return List.copyOf(byKey.values());
  }

  private static void requireCoordinator(Rules.CoordinatorRule rule) {
    requireKey(rule.key());
    var name = rule.name();
    if (name != null
        && (name.isBlank()
            || name.length() > MAX_NAME_CHARACTERS
            || name.chars().anyMatch(Character::isISOControl))) {
      throw new IllegalArgumentException(
          "coordinators: expected a name of 1 to %d printable characters"
              .formatted(MAX_NAME_CHARACTERS));
    }
  }

  private static void requireKey(String key) {
    try {
      var _ = PublicKey.parse(key);
    } catch (ProtocolException e) {
      throw new IllegalArgumentException(
          "coordinators: expected a key such as ed25519:..., " + e.getMessage(), e);
    }
  }

  /** As they were written, in normal form. */
  public Rules rules() {
    return rules;
  }

  /**
   * Whether a page of {@code site} may be fetched for {@code coordinator}. A deny always wins, so
   * that one more of them never lets more through.
   *
   * @param coordinator its key, null for one without a rule
   * @param moved for this coordinator since the month began, with what is under way
   */
  public RuleVerdict judge(Site site, @Nullable String coordinator, Bytes moved) {
    var whom = judge(coordinator, moved);
    return whom.allowed() ? judge(site, trust(coordinator)) : whom;
  }

  /** Whether anything at all may be done for {@code coordinator}. */
  public RuleVerdict judge(@Nullable String coordinator, Bytes moved) {
    var rule = rule(coordinator);
    if (rule.isEmpty()) {
      return RuleVerdict.ALLOWED;
    }
    if (rule.get().trust() == Rules.Trust.BLOCKED) {
      return RuleVerdict.of(RuleTest.Code.COORDINATOR_BLOCKED, rule.get().key());
    }
    long cap = rule.get().perMonth().count();
    return cap != 0 && moved.count() >= cap
        ? RuleVerdict.of(RuleTest.Code.COORDINATOR_CAP, rule.get().key())
        : RuleVerdict.ALLOWED;
  }

  private RuleVerdict judge(Site site, Rules.Trust trust) {
    var deniedName = covering(denied, site);
    if (deniedName.isPresent()) {
      return RuleVerdict.of(RuleTest.Code.SITE_DENIED, deniedName.get());
    }
    if (deniedCategories.contains(site.category())) {
      return RuleVerdict.of(RuleTest.Code.CATEGORY_DENIED, site.category().name());
    }
    if (covering(allowed, site).isPresent()) {
      return RuleVerdict.ALLOWED;
    }
    if (rules.sites().mode() == Rules.Sites.Mode.ONLY_ALLOWED) {
      return RuleVerdict.of(RuleTest.Code.SITE_NOT_LISTED, site.domain());
    }
    return trust == Rules.Trust.FULL
        ? RuleVerdict.ALLOWED
        : RuleVerdict.of(RuleTest.Code.COORDINATOR_LISTED_ONLY, site.domain());
  }

  private static Optional<String> covering(Set<String> names, Site site) {
    return site.names().stream().filter(names::contains).findFirst();
  }

  private Optional<Rules.CoordinatorRule> rule(@Nullable String coordinator) {
    return coordinator == null
        ? Optional.empty()
        : Optional.ofNullable(coordinators.get(coordinator));
  }

  public Rules.Trust trust(@Nullable String coordinator) {
    return rule(coordinator).map(Rules.CoordinatorRule::trust).orElse(Rules.Trust.FULL);
  }

  /** The name the host gave it, if any. */
  public Optional<String> name(String coordinator) {
    return rule(coordinator).map(Rules.CoordinatorRule::name);
  }

  /** Whether a cap of its own is set for it. */
  public boolean caps(String coordinator) {
    return rule(coordinator).filter(rule -> rule.perMonth().count() != 0).isPresent();
  }

  /**
   * These rules, and never again what {@code denial} names.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public RuleBook with(Denial denial) {
    return switch (denial.kind()) {
      case SITE -> denying(denial.value());
      case CATEGORY -> denying(category(denial.value()));
      case COORDINATOR -> blocking(denial.value());
    };
  }

  private RuleBook denying(String site) {
    var sites = rules.sites();
    return of(
        new Rules(
            new Rules.Sites(sites.mode(), plus(sites.denied(), site), sites.allowed()),
            rules.categories(),
            rules.coordinators()));
  }

  private static Category category(String name) {
    try {
      return Category.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("expected a category such as NEWS", e);
    }
  }

  private RuleBook denying(Category category) {
    return of(
        new Rules(
            rules.sites(),
            new Rules.Categories(plus(rules.categories().denied(), category)),
            rules.coordinators()));
  }

  private RuleBook blocking(String key) {
    requireKey(key);
    var before = rule(key);
    var blocked =
        new Rules.CoordinatorRule(
            key,
            before.map(Rules.CoordinatorRule::name).orElse(null),
            Rules.Trust.BLOCKED,
            before.map(Rules.CoordinatorRule::perMonth).orElse(Bytes.NONE));
    var others = rules.coordinators().stream().filter(rule -> !rule.key().equals(key)).toList();
    return of(new Rules(rules.sites(), rules.categories(), plus(others, blocked)));
  }

  private static <T> List<T> plus(List<T> list, T one) {
    var longer = new ArrayList<>(list);
    longer.add(one);
    return longer;
  }
}
