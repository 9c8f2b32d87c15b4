package network.lumora.agent.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import network.lumora.agent.service.Agent;
import network.lumora.agent.service.World;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program and its subcommands. */
@Command(
    name = "lumora",
    version = "lumora " + Agent.VERSION,
    mixinStandardHelpOptions = true,
    description = "Sells what is idle of your internet line, within the limits you set.",
    footer = {
      "",
      "First: lumora consent; then: lumora run --coordinator wss://...",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 evidence does not verify."
    },
    synopsisSubcommandLabel = "COMMAND")
public final class LumoraCommand {
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int UNVERIFIED = 3;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "the agent's folder (default: ${DEFAULT-VALUE})")
  private Path data =
      Path.of(System.getProperty("user.home"), ".local", "share", "lumora", "agent");

  private LumoraCommand() {}

  /**
   * The command line; expected failures print one line and end with a code.
   *
   * @param arguments if they begin with a command, only that one is made ready; otherwise all
   */
  public static CommandLine of(World world, Terminal terminal, String... arguments) {
    var root = new LumoraCommand();
    var line = new CommandLine(root);
    var commands = root.commands(world, terminal);
    var asked = arguments.length == 0 ? null : commands.get(arguments[0]);
    var ready = asked == null ? commands.values() : List.of(asked);
    ready.forEach(command -> line.addSubcommand(command.get()));
    return line.setOut(terminal.out())
        .setErr(terminal.err())
        .setExecutionExceptionHandler(new Failures(terminal));
  }

  /** By name, in the order of the help. */
  private SequencedMap<String, Supplier<Object>> commands(World world, Terminal terminal) {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("run", () -> new RunCommand(this, world, terminal));
    commands.put("challenger", () -> new ChallengerCommand(this, world, terminal));
    commands.put("coordinator", () -> new CoordinatorCommand(this, terminal));
    commands.put("status", () -> new StatusCommand(this, world, terminal));
    commands.put("line", () -> new LineCommand(this, world, terminal));
    commands.put("pause", () -> new PauseCommand(this, world, terminal));
    commands.put("resume", () -> new ResumeCommand(this, world, terminal));
    commands.put("limits", () -> new LimitsCommand(this, world, terminal));
    commands.put("schedule", () -> new ScheduleCommand(this, world, terminal));
    commands.put("settings", () -> new SettingsCommand(this, world, terminal));
    commands.put("relay", () -> new RelayCommand(this, world, terminal));
    commands.put("journal", () -> new JournalCommand(this, world, terminal));
    commands.put("receipts", () -> new ReceiptsCommand(this, terminal));
    commands.put("earnings", () -> new EarningsCommand(this, world, terminal));
    commands.put("rules", () -> new RulesCommand(this, world, terminal));
    commands.put("consent", () -> new ConsentCommand(this, world, terminal));
    commands.put("key", () -> new KeyCommand(this, terminal));
    commands.put("pair", () -> new PairCommand(this, world, terminal));
    commands.put("clients", () -> new ClientsCommand(this, world, terminal));
    return commands;
  }

  Path data() {
    return data.toAbsolutePath().normalize();
  }
}
