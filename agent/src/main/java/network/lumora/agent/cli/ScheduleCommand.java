package network.lumora.agent.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.lumora.agent.service.World;
import network.lumora.bridge.agent.Settings;
import network.lumora.bridge.agent.SettingsControl;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and sets the hours of the week in which work may run. */
@Command(
    name = "schedule",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the hours in which work may run, and changes them.",
      "For example: lumora schedule set mon-fri 22:00-06:00 sat,sun all",
      "Hours are by this computer's clock; where they overlap the higher rate holds."
    })
final class ScheduleCommand implements Callable<Integer> {
  /** What to do with the hours. */
  enum Action {
    show,
    on,
    off,
    set,
    add,
    clear
  }

  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "show, on, off (hours are kept), set, add, clear (default: show)")
  private Action action = Action.show;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "DAYS HOURS",
      description = "such as mon-fri 22:00-06:00, sat,sun all, daily 01:00-05:30")
  private List<String> hours = new ArrayList<>();

  @Option(names = "--rate-up", paramLabel = "RATE", description = "most in these hours, 250kB/s")
  private Optional<String> rateUp = Optional.empty();

  @Option(names = "--rate-down", paramLabel = "RATE", description = "most in these hours")
  private Optional<String> rateDown = Optional.empty();

  ScheduleCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var schedule = Access.ask(root.data(), world, agent -> inForce(agent.settings()));
    terminal.out().print(SettingsText.schedule(schedule));
    terminal.out().flush();
    return 0;
  }

  private Settings.Schedule inForce(SettingsControl control) throws IOException {
    var before = control.settings();
    var wanted = wanted(before.schedule());
    return wanted.equals(before.schedule())
        ? wanted
        : control.change(SettingsChange.of(before).with(wanted)).schedule();
  }

  private Settings.Schedule wanted(Settings.Schedule before) {
    return switch (action) {
      case show -> before;
      case on -> new Settings.Schedule(true, before.slots());
      case off -> new Settings.Schedule(false, before.slots());
      case clear -> new Settings.Schedule(false, List.of());
      case set -> new Settings.Schedule(true, read());
      case add -> added(before);
    };
  }

  private Settings.Schedule added(Settings.Schedule before) {
    var all = new ArrayList<>(before.slots());
    all.addAll(read());
    return new Settings.Schedule(true, all);
  }

  private List<Settings.Slot> read() {
    return new WeekHours(rate(rateUp), rate(rateDown)).read(hours);
  }

  private static @Nullable BytesPerSecond rate(Optional<String> text) {
    return text.map(Units::bytesPerSecond)
        .filter(count -> count > 0)
        .map(BytesPerSecond::new)
        .orElse(null);
  }
}
