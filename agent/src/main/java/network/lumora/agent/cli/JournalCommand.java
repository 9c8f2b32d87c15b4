package network.lumora.agent.cli;

import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import network.lumora.agent.service.World;
import network.lumora.bridge.agent.JournalQuery;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.protocol.wire.DocumentCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What went through the line. */
@Command(
    name = "journal",
    mixinStandardHelpOptions = true,
    description = "Shows what went through your line: sites and bytes, never pages or contents.")
final class JournalCommand implements Callable<Integer> {
  private static final int PAGE = 200;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "how many rows (default: ${DEFAULT-VALUE})")
  private int last = 50;

  @Option(names = "--json", description = "one JSON object a line, for programs")
  private boolean json;

  JournalCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (last < 1 || last > 100_000) {
      throw new IllegalArgumentException("--last is 1 to 100000, not " + last);
    }
    var rows = Access.ask(root.data(), world, this::newest);
    if (rows.isEmpty() && !json) {
      terminal.out().println("Nothing yet.");
    }
    rows.forEach(this::print);
    terminal.out().flush();
    return 0;
  }

  private Collection<JournalRow> newest(HostAgent agent) throws IOException {
    var rows = new ArrayDeque<JournalRow>();
    var page = agent.journal().page(JournalQuery.after(0, PAGE)).rows();
    while (!page.isEmpty()) {
      for (var row : page) {
        rows.addLast(row);
        if (rows.size() > last) {
          rows.removeFirst();
        }
      }
      page = agent.journal().page(JournalQuery.after(page.getLast().number(), PAGE)).rows();
    }
    return rows;
  }

  private void print(JournalRow row) {
    terminal.out().println(json ? new DocumentCodec().write(row) : text(row));
  }

  private String text(JournalRow row) {
    return "%s  %-32s %10s up %10s down  %s%s  for %s  %s"
        .formatted(
            TIME.format(row.at().atZone(world.zone())),
            row.kind() == JournalRow.Kind.LINE_TEST ? "line test" : row.host(),
            Units.shown(row.up().count()),
            Units.shown(row.down().count()),
            row.outcome(),
            reason(row),
            abbreviated(row.consumer()),
            row.sequence() == null
                ? "receipt " + word(row)
                : "receipt " + row.sequence() + " " + word(row));
  }

  private static String reason(JournalRow row) {
    if (row.rule() != null) {
      return " by " + row.rule();
    }
    return row.code().equals("NONE") ? "" : " " + row.code();
  }

  /** For example {@code unpaid: ALREADY_DONE}. */
  private static String word(JournalRow row) {
    int end = row.receipt().indexOf(':');
    int length = end < 0 ? row.receipt().length() : end;
    return row.receipt().substring(0, length).toLowerCase(Locale.ROOT)
        + row.receipt().substring(length);
  }

  private static String abbreviated(String key) {
    int start = key.indexOf(':') + 1;
    return key.substring(start, Math.min(key.length(), start + 8));
  }
}
