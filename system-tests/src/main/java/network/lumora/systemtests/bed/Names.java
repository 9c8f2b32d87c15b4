package network.lumora.systemtests.bed;

import java.io.IOException;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/**
 * Names of namespaces: a prefix of our own, the process that made them, which bed of it, the place.
 */
final class Names {
  private static final String PREFIX = "lumora-bed-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-[0-9a-f]+-\\S+");

  private final String prefix;

  /**
   * Names of one bed.
   *
   * @param bed tells it from others of this process
   */
  Names(int bed) {
    this.prefix = PREFIX + ProcessHandle.current().pid() + "-" + Integer.toHexString(bed) + "-";
  }

  String of(String place) {
    return prefix + place;
  }

  /** Removes what a run left that did not live to remove it. */
  static void removeLeftovers() throws IOException {
    for (var line : Command.must("ip", "netns", "list").lines().toList()) {
      var name = line.split(" ", -1)[0];
      if (isLeft(name, pid -> ProcessHandle.of(pid).isPresent())) {
        Namespace.existing(name).delete();
      }
    }
  }

  static boolean isLeft(String name, LongPredicate lives) {
    var found = NAME.matcher(name);
    return found.matches() && !lives.test(Long.parseLong(found.group(1)));
  }
}
