package network.lumora.agent.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.lumora.agent.service.World;
import network.lumora.bridge.agent.Settings;
import network.lumora.bridge.agent.SettingsControl;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows everything that the host sets, and changes when work gives way. */
@Command(
    name = "settings",
    mixinStandardHelpOptions = true,
    description = {
      "Shows all settings, and sets those that are given.",
      "Rates and caps: lumora limits. Hours: lumora schedule."
    })
final class SettingsCommand implements Callable<Integer> {
  private static final String TRUE_OR_FALSE = "true|false";

  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  @Option(
      names = "--only-when-idle",
      arity = "1",
      paramLabel = TRUE_OR_FALSE,
      description = "begin work only while you are away")
  private Optional<Boolean> onlyWhenIdle = Optional.empty();

  @Option(names = "--idle-minutes", paramLabel = "N", description = "you are away after so many")
  private Optional<Integer> idleMinutes = Optional.empty();

  @Option(
      names = "--hints",
      arity = "1",
      paramLabel = TRUE_OR_FALSE,
      description = "a paired browser may tell that you browse, watch or call; never where")
  private Optional<Boolean> hints = Optional.empty();

  @Option(
      names = "--busy-line",
      paramLabel = "RATE",
      description = "new work waits while the line carries more beside ours; none: never")
  private Optional<String> busyLine = Optional.empty();

  @Option(
      names = "--pause-on-battery",
      arity = "1",
      paramLabel = TRUE_OR_FALSE,
      description = "nothing moves then (default: true)")
  private Optional<Boolean> pauseOnBattery = Optional.empty();

  @Option(
      names = "--pause-on-metered",
      arity = "1",
      paramLabel = TRUE_OR_FALSE,
      description = "nothing moves then (default: true)")
  private Optional<Boolean> pauseOnMetered = Optional.empty();

  @Option(
      names = "--metered",
      paramLabel = "auto|yes|no",
      description = "whether this line is paid by the byte; auto: as the system says")
  private Optional<String> metered = Optional.empty();

  @Option(
      names = "--keep-journal",
      paramLabel = "DAYS",
      description = "rows are kept so long; 0 keeps none")
  private Optional<Integer> keepJournal = Optional.empty();

  SettingsCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var settings = Access.ask(root.data(), world, agent -> inForce(agent.settings()));
    terminal.out().print(SettingsText.of(settings));
    terminal.out().flush();
    return 0;
  }

  private Settings inForce(SettingsControl control) throws IOException {
    var before = control.settings();
    var wanted =
        SettingsChange.of(before)
            .with(
                idle(before.idle()),
                new Settings.Power(pauseOnBattery.orElse(before.power().pauseOnBattery())),
                network(before.network()),
                new Settings.Journal(keepJournal.orElse(before.journal().retentionDays())));
    return wanted.equals(before) ? before : control.change(wanted);
  }

  private Settings.Idle idle(Settings.Idle before) {
    return new Settings.Idle(
        onlyWhenIdle.orElse(before.onlyWhenIdle()),
        idleMinutes.orElse(before.idleMinutes()),
        hints.orElse(before.hints()),
        busyLine.isPresent() ? busy(busyLine.get()) : before.lineBusyBytesPerSecond());
  }

  private static @Nullable BytesPerSecond busy(String text) {
    long rate = Units.bytesPerSecond(text);
    return rate == 0 ? null : new BytesPerSecond(rate);
  }

  private Settings.Network network(Settings.Network before) {
    return new Settings.Network(
        pauseOnMetered.orElse(before.pauseOnMetered()),
        metered.map(SettingsCommand::metered).orElse(before.metered()));
  }

  private static Settings.Metered metered(String text) {
    for (var known : Settings.Metered.values()) {
      if (known.name().equalsIgnoreCase(text)) {
        return known;
      }
    }
    throw new IllegalArgumentException("metered is auto, yes or no, not: " + text);
  }
}
