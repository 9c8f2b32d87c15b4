package network.lumora.consumer.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.lumora.consumer.client.Lumora;
import network.lumora.consumer.order.BadOrderException;
import network.lumora.consumer.order.FieldText;
import network.lumora.consumer.order.FieldsFile;
import network.lumora.consumer.order.LocalOrder;
import network.lumora.consumer.order.PageList;
import network.lumora.consumer.order.WishText;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Field;
import network.lumora.protocol.message.Instructions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an order asks for, as {@code order} and {@code run} take it. */
final class OrderOptions {
  private final Shell shell;

  @Option(
      names = "--coordinator",
      paramLabel = "URL",
      description =
          "Its address, such as http://127.0.0.1:7400. May be left out if only one is known.")
  private @Nullable String coordinator;

  @Option(
      names = "--coordinator-key",
      paramLabel = "KEY",
      description =
          "Its public key (ed25519:...), if you know it; else the first one it shows is trusted.")
  private @Nullable String coordinatorKey;

  @Option(
      names = "--field",
      paramLabel = "NAME=CSS[@ATTR][*]",
      description =
          "What to read of each page: text of the first match, @ATTR for an attribute, * for all"
              + " matches. Default: title and h1.")
  private List<String> fields = new ArrayList<>();

  @Option(
      names = "--fields-file",
      paramLabel = "FILE",
      description = "The same as JSON: {\"fields\":[{\"name\":...,\"css\":...,\"many\":false}]}.")
  private @Nullable Path fieldsFile;

  @Option(
      names = "--purpose",
      paramLabel = "TEXT",
      description =
          "What it is for, in at most 200 characters; shown to the people whose lines fetch the"
              + " pages.")
  private @Nullable String purpose;

  @Option(
      names = "--urgency",
      paramLabel = "soon|normal|whenever",
      description = "Which of your own pages come first (default: normal).")
  private @Nullable String urgency;

  @Option(
      names = "--deadline",
      paramLabel = "SPAN|TIME",
      description =
          "Such as 30m, 2h, 3d or 2026-11-22T18:00:00Z: pages that nobody has begun by then are"
              + " dropped.")
  private @Nullable String deadline;

  @Option(
      names = "--place",
      split = ",",
      paramLabel = "PLACE",
      description =
          "Only agents that say they are there, such as DE or FR-IDF (ISO 3166); several with"
              + " commas.")
  private List<String> places = new ArrayList<>();

  @Option(
      names = "--list",
      paramLabel = "FILE",
      description = "Addresses, one a line; - reads them from standard input.")
  private @Nullable Path list;

  @Parameters(paramLabel = "URL", arity = "0..*", description = "Addresses of pages.")
  private List<String> urls = new ArrayList<>();

  OrderOptions(Shell shell) {
    this.shell = shell;
  }

  /** Checks everything, then orders, and tells of it. */
  LocalOrder place(Lumora lumora) throws IOException, ProtocolException, BadOrderException {
    var pages = PageList.parse(lines());
    var instructions = instructions(pages.pages());
    var wishes = new WishText(urgency, deadline, places).parse(shell.world().clock().instant());
    var order = lumora.order(address(lumora), key(), instructions, wishes);
    report(pages, order);
    return order;
  }

  private void report(PageList pages, LocalOrder order) {
    for (var duplicate : pages.duplicates()) {
      shell
          .err()
          .println(
              "line %d: left out, the same address as line %d"
                  .formatted(duplicate.line(), duplicate.firstLine()));
    }
    shell.err().flush();
    int count = pages.pages().size();
    shell.out().println("order " + order.id() + ": " + count + (count == 1 ? " page" : " pages"));
    shell.out().flush();
  }

  private List<String> lines() throws IOException, BadOrderException {
    if (list == null) {
      return urls;
    }
    if (!urls.isEmpty()) {
      throw new BadOrderException("expected addresses or --list, got both");
    }
    try {
      return list.toString().equals("-") ? standardInput() : Files.readAllLines(list);
    } catch (MalformedInputException e) {
      throw new BadOrderException(list + ": expected UTF-8 text, an address a line");
    }
  }

  private List<String> standardInput() {
    return new BufferedReader(new InputStreamReader(shell.in(), StandardCharsets.UTF_8))
        .lines()
        .toList();
  }

  private Instructions instructions(List<String> pages) throws IOException, BadOrderException {
    try {
      return new Instructions(pages, fields(), purpose);
    } catch (IllegalArgumentException e) {
      throw new BadOrderException("not an order: " + e.getMessage());
    }
  }

  private List<Field> fields() throws IOException, BadOrderException {
    var all = new ArrayList<Field>();
    if (fieldsFile != null) {
      all.addAll(FieldsFile.parse(Files.readString(fieldsFile)));
    }
    for (var field : fields) {
      all.add(FieldText.parse(field));
    }
    return all.isEmpty() ? FieldText.DEFAULT : all;
  }

  private String address(Lumora lumora) throws IOException, BadOrderException {
    return KnownAddress.of(coordinator, lumora);
  }

  private Optional<PublicKey> key() throws BadOrderException {
    if (coordinatorKey == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(PublicKey.parse(coordinatorKey));
    } catch (ProtocolException e) {
      throw new BadOrderException("--coordinator-key: " + e.getMessage());
    }
  }
}
