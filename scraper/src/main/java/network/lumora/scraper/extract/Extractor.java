package network.lumora.scraper.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import network.lumora.scraper.page.Field;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Reads fields by CSS selectors. Thread-safe. */
public final class Extractor {
  private static final int DEEPEST = 512;
  private static final Set<String> MARKUP = Set.of("text/html", "application/xhtml+xml");
  private static final Set<String> XML = Set.of("application/xml", "text/xml");

  private final String productToken;
  private final LongSupplier nanos;

  /**
   * @param productToken the robot name whose meta elements are ours too
   * @param nanos a ticker that never goes back
   */
  public Extractor(String productToken, LongSupplier nanos) {
    this.productToken = productToken.toLowerCase(Locale.ROOT);
    this.nanos = nanos;
  }

  /** A field that nothing matches is there, and empty. */
  public Extracted read(Document document, List<Field> fields) {
    var budget = new Budget(nanos);
    try {
      var selectors = fields.stream().map(Selector::of).toList();
      var root = parse(document, budget);
      var values = new LinkedHashMap<String, List<String>>();
      for (var selector : selectors) {
        values.put(selector.field().name(), selector.read(root, budget));
      }
      return new Extracted.Fields(values, title(root), robotsMetas(root));
    } catch (TooMuch e) {
      return e.refusal();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  private static org.jsoup.nodes.Document parse(Document document, Budget budget)
      throws IOException {
    var in = budget.bound(document.body());
    var type = document.mediaType();
    if (MARKUP.contains(type) || XML.contains(type)) {
      var parser = XML.contains(type) ? Parser.xmlParser() : Parser.htmlParser();
      return Jsoup.parse(
          in, charset(document.charset()), document.url(), parser.setMaxDepth(DEEPEST));
    }
    var charset = charset(document.charset());
    var text =
        new String(
            in.readAllBytes(), charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset));
    var shell = org.jsoup.nodes.Document.createShell(document.url());
    shell.body().appendText(text);
    return shell;
  }

  /** Null for a name that this machine does not know: the document's own word counts then. */
  private static @Nullable String charset(@Nullable String name) {
    try {
      return name != null && Charset.isSupported(name) ? name : null;
    } catch (IllegalCharsetNameException e) {
      return null;
    }
  }

  private static @Nullable String title(org.jsoup.nodes.Document root) {
    var title = root.title();
    return title.isEmpty() ? null : title.substring(0, Math.min(title.length(), 1_024));
  }

  private List<String> robotsMetas(org.jsoup.nodes.Document root) {
    return root.head().select("meta[name][content]").stream()
        .filter(meta -> isOurs(meta.attr("name").strip().toLowerCase(Locale.ROOT)))
        .map(meta -> meta.attr("content"))
        .toList();
  }

  private boolean isOurs(String name) {
    return name.equals("robots") || name.equals(productToken);
  }
}
