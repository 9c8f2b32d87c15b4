package network.lumora.agent.cli;

import java.nio.file.Path;
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

  /** The whole command line; expected failures print one line and end with a code. */
  public static CommandLine of(World world, Terminal terminal) {
    var root = new LumoraCommand();
    var line =
        new CommandLine(root)
            .addSubcommand(new RunCommand(root, world, terminal))
            .addSubcommand(new StatusCommand(root, world, terminal))
            .addSubcommand(new PauseCommand(root, world, terminal))
            .addSubcommand(new ResumeCommand(root, world, terminal))
            .addSubcommand(new LimitsCommand(root, world, terminal))
            .addSubcommand(new ScheduleCommand(root, world, terminal))
            .addSubcommand(new SettingsCommand(root, world, terminal))
            .addSubcommand(new JournalCommand(root, world, terminal))
            .addSubcommand(new ReceiptsCommand(root, terminal))
            .addSubcommand(new EarningsCommand(root, world, terminal))
            .addSubcommand(new RulesCommand(root, world, terminal))
            .addSubcommand(new ConsentCommand(root, world, terminal))
            .addSubcommand(new KeyCommand(root, terminal))
            .addSubcommand(new PairCommand(root, world, terminal))
            .addSubcommand(new ClientsCommand(root, world, terminal));
    return line.setOut(terminal.out())
        .setErr(terminal.err())
        .setExecutionExceptionHandler(new Failures(terminal));
  }

  Path data() {
    return data.toAbsolutePath().normalize();
  }
}
