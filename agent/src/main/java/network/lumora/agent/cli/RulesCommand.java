package network.lumora.agent.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import network.lumora.agent.service.World;
import network.lumora.bridge.agent.Denial;
import network.lumora.bridge.agent.RuleQuestion;
import network.lumora.bridge.agent.Rules;
import network.lumora.bridge.agent.RulesControl;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.DocumentCodec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows and sets what the host lets through. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what you let through your line, and changes what is given.",
      "A site such as example.org covers what is below it; a deny always wins.",
      "Changes hold at once, also for what runs."
    })
final class RulesCommand implements Callable<Integer> {
  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  @Option(names = "--deny", paramLabel = "SITE", description = "never again; repeatable")
  private List<String> denied = new ArrayList<>();

  @Option(names = "--allow", paramLabel = "SITE", description = "add to the listed sites")
  private List<String> allowed = new ArrayList<>();

  @Option(names = "--forget", paramLabel = "SITE", description = "take it off both lists")
  private List<String> forgotten = new ArrayList<>();

  @Option(names = "--only-allowed", description = "nothing but the listed sites")
  private boolean onlyAllowed;

  @Option(names = "--all-but-denied", description = "everything but what is denied")
  private boolean allButDenied;

  @Option(
      names = "--deny-category",
      paramLabel = "NAME",
      description = "such as NEWS, or UNCATEGORISED; repeatable")
  private List<String> deniedCategories = new ArrayList<>();

  @Option(names = "--forget-category", paramLabel = "NAME", description = "let it through again")
  private List<String> forgottenCategories = new ArrayList<>();

  @Option(names = "--coordinator", paramLabel = "KEY", description = "whom the next two are about")
  private Optional<String> coordinator = Optional.empty();

  @Option(names = "--trust", paramLabel = "LEVEL", description = "BLOCKED, LISTED_ONLY or FULL")
  private Optional<Rules.Trust> trust = Optional.empty();

  @Option(names = "--monthly", paramLabel = "AMOUNT", description = "its own cap; none: no cap")
  private Optional<String> perMonth = Optional.empty();

  @Option(names = "--test", paramLabel = "SITE", description = "would it be let through?")
  private Optional<String> tested = Optional.empty();

  @Option(names = "--json", description = "for programs")
  private boolean json;

  RulesCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var site = tested;
    if (site.isPresent()) {
      return test(site.get());
    }
    var rules = Access.ask(root.data(), world, agent -> inForce(agent.rules()));
    terminal.out().print(json ? new DocumentCodec().write(rules) + "\n" : RulesText.of(rules));
    terminal.out().flush();
    return 0;
  }

  /** Ends with 1 if it would be blocked, so that scripts can ask. */
  private int test(String site) throws IOException {
    var question = new RuleQuestion(site, coordinator.orElse(null), null);
    var answer = Access.ask(root.data(), world, agent -> agent.rules().test(question));
    terminal
        .out()
        .println(
            json
                ? new DocumentCodec().write(answer)
                : "%s  %s (%s): %s"
                    .formatted(
                        answer.allowed() ? "allowed" : "blocked",
                        answer.site(),
                        answer.category(),
                        answer.rule()));
    terminal.out().flush();
    return answer.allowed() ? 0 : LumoraCommand.FAILED;
  }

  private Rules inForce(RulesControl control) throws IOException {
    var before = control.rules();
    var wanted = changed(before);
    var rules = wanted.equals(before) ? before : control.change(wanted);
    for (var site : denied) {
      rules = control.deny(new Denial(Denial.Kind.SITE, site));
    }
    for (var name : deniedCategories) {
      rules = control.deny(new Denial(Denial.Kind.CATEGORY, name.toUpperCase(Locale.ROOT)));
    }
    return rules;
  }

  private Rules changed(Rules before) {
    return new Rules(sites(before.sites()), categories(before.categories()), coordinators(before));
  }

  private Rules.Sites sites(Rules.Sites before) {
    if (onlyAllowed && allButDenied) {
      throw new IllegalArgumentException("expected --only-allowed or --all-but-denied, got both");
    }
    var mode =
        onlyAllowed
            ? Rules.Sites.Mode.ONLY_ALLOWED
            : allButDenied ? Rules.Sites.Mode.ALL_BUT_DENIED : before.mode();
    return new Rules.Sites(
        mode,
        without(before.denied()),
        Stream.concat(without(before.allowed()).stream(), allowed.stream()).toList());
  }

  private List<String> without(List<String> sites) {
    return sites.stream().filter(site -> !forgotten.contains(site)).toList();
  }

  private Rules.Categories categories(Rules.Categories before) {
    return new Rules.Categories(
        before.denied().stream()
            .filter(
                category ->
                    forgottenCategories.stream().noneMatch(category.name()::equalsIgnoreCase))
            .toList());
  }

  private List<Rules.CoordinatorRule> coordinators(Rules before) {
    if (trust.isEmpty() && perMonth.isEmpty()) {
      return before.coordinators();
    }
    var key =
        coordinator.orElseThrow(
            () -> new IllegalArgumentException("whose? add --coordinator ed25519:..."));
    var now = before.coordinators().stream().filter(rule -> rule.key().equals(key)).findFirst();
    var others = before.coordinators().stream().filter(rule -> !rule.key().equals(key));
    return Stream.concat(others, Stream.of(changed(key, now.orElse(null)))).toList();
  }

  private Rules.CoordinatorRule changed(String key, Rules.@Nullable CoordinatorRule now) {
    return new Rules.CoordinatorRule(
        key,
        now == null ? null : now.name(),
        trust.orElse(now == null ? Rules.Trust.FULL : now.trust()),
        perMonth
            .map(text -> new Bytes(Units.bytes(text)))
            .orElse(now == null ? Bytes.NONE : now.perMonth()));
  }
}
