package network.lumora.agent.service;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.rules.Categories;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.agent.rules.Sites;
import network.lumora.agent.rules.Traffic;
import network.lumora.scraper.robots.PublicSuffixes;

/** Opens the host's rules: those that are stored, and the categories in the data folder. */
public final class HostRulebook {
  private static final String CATEGORIES = "categories.txt";

  /** Some 100,000 lines. */
  private static final long MAX_CATEGORIES_BYTES = 4L * 1024 * 1024;

  private HostRulebook() {}

  /**
   * @param monthStart when the host's month began that an instant is in
   * @throws IOException with the cure, also if a line of the host's own categories is malformed
   */
  public static RulesInForce open(
      Path dataFolder, Journal journal, World world, UnaryOperator<Instant> monthStart, int slots)
      throws IOException {
    var traffic = new Traffic(journal.traffic(), world.clock(), world.zone(), monthStart);
    var sites = new Sites(new PublicSuffixes(), categories(dataFolder.resolve(CATEGORIES)));
    return new RulesInForce(journal.rules(), sites, traffic, slots);
  }

  private static Categories categories(Path file) throws IOException {
    try {
      if (Files.size(file) > MAX_CATEGORIES_BYTES) {
        throw new IOException(file + " is larger than " + MAX_CATEGORIES_BYTES + " bytes");
      }
      return Categories.ours().with(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Categories.ours();
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ", " + e.getMessage() + "; mend the line, or remove it", e);
    } catch (MalformedInputException e) {
      throw new IOException(file + " is not UTF-8 text; save it as such, or remove it", e);
    }
  }
}
