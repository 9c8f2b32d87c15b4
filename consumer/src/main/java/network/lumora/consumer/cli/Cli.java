package network.lumora.consumer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program as a function from arguments to exit code. */
public final class Cli {
  private final Shell shell;

  @Command(
      name = "lumora-consumer",
      description =
          "Order pages, and open results that nobody else can read, with proof of where they came from.",
      footer = {
        "",
        "Exit codes: 0 done, 1 failed, 2 not understood, 3 something did not verify.",
        "Begin with: lumora-consumer keygen"
      })
  private static final class Program {}

  public Cli(Shell shell) {
    this.shell = shell;
  }

  public int run(String... arguments) {
    int code = commandLine().execute(arguments);
    shell.out().flush();
    shell.err().flush();
    return code;
  }

  private CommandLine commandLine() {
    var program =
        new CommandLine(new Program())
            .addSubcommand(new KeygenCommand(shell))
            .addSubcommand(new OrderCommand(shell))
            .addSubcommand(new WatchCommand(shell))
            .addSubcommand(new OpenCommand(shell))
            .addSubcommand(new RunCommand(shell))
            .addSubcommand(new StatusCommand(shell))
            .addSubcommand(new CancelCommand(shell))
            .addSubcommand(new AuditCommand(shell))
            .addSubcommand(new ListCommand(shell))
            .addSubcommand(new OpenDestinationCommand(shell))
            .addSubcommand(new RelayCommand(shell))
            .addSubcommand(new RelaysCommand(shell))
            .addSubcommand(new AnswerCommand(shell));
    withHelp(program);
    program.getSubcommands().values().forEach(Cli::withHelp);
    return program
        .setOut(shell.out())
        .setErr(shell.err())
        .setExecutionExceptionHandler(new Faults(shell.err()));
  }

  private static void withHelp(CommandLine command) {
    command.getCommandSpec().mixinStandardHelpOptions(true);
  }
}
