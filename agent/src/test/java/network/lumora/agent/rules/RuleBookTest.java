package network.lumora.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import network.lumora.bridge.agent.Category;
import network.lumora.bridge.agent.Denial;
import network.lumora.bridge.agent.RuleTest;
import network.lumora.bridge.agent.Rules;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.units.Bytes;
import network.lumora.scraper.robots.PublicSuffixes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBookTest {
  private static final int ROUNDS = 5_000;
  private static final String COORDINATOR = IdentityKey.generate().publicKey().toString();
  private static final String OTHER = IdentityKey.generate().publicKey().toString();
  private static final List<String> LABELS =
      List.of(
          "a", "b", "www", "news", "example", "shop", "xn--bcher-kva", "co", "uk", "org", "com");

  private final Sites sites = new Sites(new PublicSuffixes(), Categories.ours());

  private static Rules rules(
      Rules.Sites.Mode mode, List<String> denied, List<String> allowed, Category... categories) {
    return new Rules(
        new Rules.Sites(mode, denied, allowed),
        new Rules.Categories(List.of(categories)),
        List.of());
  }

  private static Rules denying(String... denied) {
    return rules(Rules.Sites.Mode.ALL_BUT_DENIED, List.of(denied), List.of());
  }

  private static Rules about(Rules.Trust trust, long perMonth, String... allowed) {
    return new Rules(
        new Rules.Sites(Rules.Sites.Mode.ALL_BUT_DENIED, List.of(), List.of(allowed)),
        new Rules.Categories(List.of()),
        List.of(new Rules.CoordinatorRule(COORDINATOR, "Test", trust, new Bytes(perMonth))));
  }

  private RuleVerdict judge(Rules rules, String host, long moved) {
    return RuleBook.of(rules).judge(sites.of(host), COORDINATOR, new Bytes(moved));
  }

  @ParameterizedTest
  @CsvSource({
    "example.org, example.org, SITE_DENIED example.org",
    "example.org, a.b.example.org, SITE_DENIED example.org",
    "Example.ORG., WWW.example.org, SITE_DENIED example.org",
    "bücher.example, www.xn--bcher-kva.example, SITE_DENIED xn--bcher-kva.example",
    "xn--bcher-kva.example, BÜCHER.example, SITE_DENIED xn--bcher-kva.example",
    "gov.uk, tax.service.gov.uk, SITE_DENIED gov.uk",
    "127.0.0.1, 127.0.0.1, SITE_DENIED 127.0.0.1",
    "example.org, notexample.org, ALLOWED",
    "example.org, example.org.evil.com, ALLOWED",
    "a.example.org, example.org, ALLOWED",
    "org, ::1, ALLOWED",
  })
  void aDomainCoversItselfAndWhatIsBelow(String denied, String host, String rule) {
    assertThat(judge(denying(denied), host, 0).rule()).isEqualTo(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "https://example.org",
        "example.org/path",
        "example.org:443",
        "*.example.org",
        "exa mple.org",
        "-a.org",
        "a..org",
        "1.2.3",
        "300.1.1.1",
        "0x7f.1.2",
        "user@example.org",
        "[::1]"
      })
  void aMalformedSiteIsAnErrorThatSaysWhatWasExpected(String site) {
    assertThatThrownBy(() -> RuleBook.of(denying("fine.org", site)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sites.denied[1]: expected a site such as example.org, without scheme, port and path");
    assertThat(sites.find(site)).isEmpty();
  }

  @Test
  void categoriesCoordinatorsAndListsEachDecide() {
    var news = rules(Rules.Sites.Mode.ALL_BUT_DENIED, List.of(), List.of(), Category.NEWS);
    assertThat(judge(news, "www.bbc.co.uk", 0).rule()).isEqualTo("CATEGORY_DENIED NEWS");
    assertThat(judge(news, "nobody-knows-it.org", 0).allowed()).isTrue();
    var unknown =
        rules(Rules.Sites.Mode.ALL_BUT_DENIED, List.of(), List.of(), Category.UNCATEGORISED);
    assertThat(judge(unknown, "nobody-knows-it.org", 0).rule())
        .isEqualTo("CATEGORY_DENIED UNCATEGORISED");
    var only = rules(Rules.Sites.Mode.ONLY_ALLOWED, List.of(), List.of("example.org"));
    assertThat(judge(only, "a.example.org", 0).allowed()).isTrue();
    assertThat(judge(only, "a.example.com", 0).rule()).isEqualTo("SITE_NOT_LISTED example.com");

    assertThat(judge(about(Rules.Trust.BLOCKED, 0), "example.org", 0).rule())
        .isEqualTo("COORDINATOR_BLOCKED " + COORDINATOR);
    var listed = about(Rules.Trust.LISTED_ONLY, 0, "example.org");
    assertThat(judge(listed, "a.example.org", 0).allowed()).isTrue();
    assertThat(judge(listed, "a.example.com", 0).rule())
        .isEqualTo("COORDINATOR_LISTED_ONLY example.com");
    var capped = about(Rules.Trust.FULL, 1_000);
    assertThat(judge(capped, "example.org", 999).allowed()).isTrue();
    assertThat(judge(capped, "example.org", 1_000).rule())
        .isEqualTo("COORDINATOR_CAP " + COORDINATOR);
    assertThat(RuleBook.of(capped).judge(sites.of("a.org"), OTHER, new Bytes(9_999)).allowed())
        .isTrue();
  }

  @Test
  void badCoordinatorsAreNamed() {
    var rule = new Rules.CoordinatorRule(COORDINATOR, null, Rules.Trust.FULL, Bytes.NONE);
    var bad = new Rules.CoordinatorRule("ed25519:no", null, Rules.Trust.FULL, Bytes.NONE);
    var nameless = new Rules.CoordinatorRule(COORDINATOR, "a\nb", Rules.Trust.FULL, Bytes.NONE);
    var none = denying();

    assertThatThrownBy(() -> RuleBook.of(with(none, rule, rule))).hasMessageContaining("once");
    assertThatThrownBy(() -> RuleBook.of(with(none, bad))).hasMessageContaining("ed25519:...");
    assertThatThrownBy(() -> RuleBook.of(with(none, nameless))).hasMessageContaining("printable");
  }

  private static Rules with(Rules rules, Rules.CoordinatorRule... coordinators) {
    return new Rules(rules.sites(), rules.categories(), List.of(coordinators));
  }

  @Test
  void oneMoreDenyNeverLetsMoreThrough() {
    var random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      var book = RuleBook.of(rules(random));
      var site = sites.of(host(random));
      var moved = new Bytes(random.nextLong(2_000));
      var before = book.judge(site, COORDINATOR, moved);

      var after = book.with(denial(random)).judge(site, COORDINATOR, moved);

      assertThat(before.allowed() || !after.allowed()).isTrue();
    }
  }

  @Test
  void neverAgainHoldsForTheSiteItsSubdomainsItsCategoryAndItsCoordinator() {
    var random = new Random(8);
    for (int round = 0; round < ROUNDS; round++) {
      var book = RuleBook.of(rules(random));
      var site = sites.of(host(random));
      for (var denial :
          List.of(
              new Denial(Denial.Kind.SITE, site.domain()),
              new Denial(Denial.Kind.SITE, site.host()),
              new Denial(Denial.Kind.CATEGORY, site.category().name()),
              new Denial(Denial.Kind.COORDINATOR, COORDINATOR))) {
        var denied = book.with(denial);
        assertThat(denied.judge(site, COORDINATOR, Bytes.NONE).allowed()).isFalse();
        assertThat(denied.with(denial).rules()).isEqualTo(denied.rules());
      }
      var below = sites.of("below." + site.host());
      assertThat(
              book.with(new Denial(Denial.Kind.SITE, site.domain()))
                  .judge(below, COORDINATOR, Bytes.NONE)
                  .allowed())
          .isFalse();
    }
  }

  @Test
  void spellingChangesNothing() {
    var random = new Random(9);
    for (int round = 0; round < ROUNDS; round++) {
      var rules = rules(random);
      var host = host(random);
      var shouted =
          new Rules(
              new Rules.Sites(
                  rules.sites().mode(),
                  rules.sites().denied().stream().map(RuleBookTest::shouted).toList(),
                  rules.sites().allowed().stream().map(RuleBookTest::shouted).toList()),
              rules.categories(),
              rules.coordinators());

      assertThat(judge(shouted, shouted(host), 5)).isEqualTo(judge(rules, host, 5));
      assertThat(RuleBook.of(RuleBook.of(rules).rules()).rules())
          .isEqualTo(RuleBook.of(rules).rules());
    }
  }

  private static String shouted(String name) {
    return java.net.IDN.toUnicode(name).toUpperCase(java.util.Locale.ROOT) + ".";
  }

  private static Denial denial(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Denial(Denial.Kind.SITE, host(random));
      case 1 -> new Denial(Denial.Kind.CATEGORY, one(random, Category.values()).name());
      default -> new Denial(Denial.Kind.COORDINATOR, random.nextBoolean() ? COORDINATOR : OTHER);
    };
  }

  private static Rules rules(Random random) {
    var coordinators = new ArrayList<Rules.CoordinatorRule>();
    if (random.nextBoolean()) {
      coordinators.add(
          new Rules.CoordinatorRule(
              COORDINATOR,
              null,
              one(random, Rules.Trust.values()),
              new Bytes(random.nextLong(2_000))));
    }
    return new Rules(
        new Rules.Sites(one(random, Rules.Sites.Mode.values()), hosts(random), hosts(random)),
        new Rules.Categories(
            Arrays.stream(Category.values()).filter(_ -> random.nextInt(6) == 0).toList()),
        coordinators);
  }

  private static List<String> hosts(Random random) {
    var hosts = new ArrayList<String>();
    for (int i = random.nextInt(4); i > 0; i--) {
      hosts.add(host(random));
    }
    return hosts;
  }

  private static String host(Random random) {
    var host = new StringBuilder(one(random, LABELS.toArray(String[]::new)));
    for (int i = random.nextInt(3); i >= 0; i--) {
      host.append('.').append(one(random, LABELS.toArray(String[]::new)));
    }
    return host.toString();
  }

  private static <T> T one(Random random, T[] of) {
    return of[random.nextInt(of.length)];
  }

  @Test
  void theCodesAreThoseOfTheApi() {
    assertThat(RuleVerdict.ALLOWED.code()).isEqualTo(RuleTest.Code.ALLOWED);
  }
}
