package network.lumora.consumer.order;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import network.lumora.protocol.message.Instructions;
import network.lumora.protocol.message.OrderHead;

/**
 * The pages to order, each once and in the order they were given.
 *
 * @param duplicates lines left out because an earlier line has the same address
 */
public record PageList(List<String> pages, List<Duplicate> duplicates) {

  /** Line numbers count from 1. */
  public record Duplicate(int line, int firstLine) {}

  /** Enough to see a pattern; a whole wrong file would fill the screen. */
  private static final int MAX_FAULTS_SHOWN = 10;

  public PageList {
    pages = List.copyOf(pages);
    duplicates = List.copyOf(duplicates);
  }

  /**
   * Reads one address a line; empty lines and those that begin with {@code #} are passed over.
   *
   * @throws BadOrderException naming each bad line; nothing of the list is to be used then
   */
  public static PageList parse(List<String> lines) throws BadOrderException {
    var firstLines = new LinkedHashMap<String, Integer>();
    var duplicates = new ArrayList<Duplicate>();
    var faults = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      int number = i + 1;
      var address = lines.get(i).strip();
      if (!address.isEmpty() && !address.startsWith("#")) {
        fault(address).ifPresent(fault -> faults.add("line " + number + ": " + fault));
        var first = firstLines.putIfAbsent(address, number);
        if (first != null) {
          duplicates.add(new Duplicate(number, first));
        }
      }
    }
    requireNone(faults);
    requireCount(firstLines.size());
    return new PageList(List.copyOf(firstLines.keySet()), duplicates);
  }

  private static void requireNone(List<String> faults) throws BadOrderException {
    if (!faults.isEmpty()) {
      var shown = faults.subList(0, Math.min(faults.size(), MAX_FAULTS_SHOWN));
      int more = faults.size() - shown.size();
      throw new BadOrderException(
          String.join("\n", shown)
              + (more > 0 ? "\nand " + more + " more" : "")
              + "\nNothing was sent. Correct these and order again");
    }
  }

  private static void requireCount(int pages) throws BadOrderException {
    if (pages < 1 || pages > OrderHead.MAX_PAGES) {
      throw new BadOrderException(
          "expected 1 to "
              + OrderHead.MAX_PAGES
              + " pages in one order, got "
              + pages
              + (pages > 0 ? "; split the list" : ""));
    }
  }

  private static Optional<String> fault(String address) {
    try {
      return fault(address, new URI(address));
    } catch (URISyntaxException e) {
      return Optional.of(
          "not an address: " + e.getReason() + " at character " + (e.getIndex() + 1));
    }
  }

  private static Optional<String> fault(String address, URI uri) {
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.of("expected an address that begins with http:// or https://");
    }
    if (uri.getHost() == null) {
      return Optional.of("no host name; write international names in their xn-- form");
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of("holds a user name; Lumora fetches public pages only");
    }
    return address.length() > Instructions.MAX_URL_CHARACTERS
        ? Optional.of("longer than " + Instructions.MAX_URL_CHARACTERS + " characters")
        : Optional.empty();
  }
}
