package network.lumora.agent.cli;

import java.util.List;
import java.util.stream.Collectors;
import network.lumora.bridge.agent.Rules;

/** The host's rules, for a terminal. */
final class RulesText {
  private RulesText() {}

  static String of(Rules rules) {
    var out = new StringBuilder();
    line(
        out,
        "Sites",
        switch (rules.sites().mode()) {
          case ALL_BUT_DENIED -> "all but the denied ones";
          case ONLY_ALLOWED -> "only the listed ones";
        });
    line(out, "Denied", list(rules.sites().denied()));
    line(out, "Listed", list(rules.sites().allowed()));
    line(out, "No category", list(rules.categories().denied()));
    rules.coordinators().forEach(rule -> line(out, "Coordinator", text(rule)));
    return out.toString();
  }

  private static String text(Rules.CoordinatorRule rule) {
    var trust =
        switch (rule.trust()) {
          case BLOCKED -> "blocked";
          case LISTED_ONLY -> "only listed sites";
          case FULL -> "trusted";
        };
    var name = rule.name() == null ? "" : rule.name() + " ";
    var cap = rule.perMonth().count() == 0 ? "no cap" : Units.shown(rule.perMonth().count());
    return name + rule.key() + ": " + trust + ", " + cap + " a month";
  }

  private static String list(List<?> names) {
    return names.isEmpty()
        ? "none"
        : names.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append("%-13s %s%n".formatted(name, value));
  }
}
