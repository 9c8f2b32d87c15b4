package network.lumora.consumer.open;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import network.lumora.consumer.order.LocalOrder;
import network.lumora.consumer.trust.SeenLog;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.DeliveredPage;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.message.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Checks the pages of one order as they come and keeps them, so that a later run goes on from
 * there. One thread, and one process for an order.
 */
public final class Intake implements ResultSink, Closeable {
  /** Broken lines that are kept beyond one for each page. */
  private static final int MAX_EXTRA_LINES = 1_000;

  private final LocalOrder order;
  private final Opener opener;
  private final SeenLog seen;
  private final Journal journal;
  private final List<Journal.Place> lines = new ArrayList<>();
  private final Journal.@Nullable Place[] openedPages;
  private final boolean[] seenPages;
  private long cursor;

  /**
   * @param file the journal, which is created if it is not there
   */
  public Intake(Path file, LocalOrder order, Opener opener, SeenLog seen) throws IOException {
    this.order = order;
    this.opener = opener;
    this.seen = seen;
    this.openedPages = new Journal.@Nullable Place[order.head().pageCount()];
    this.seenPages = new boolean[order.head().pageCount()];
    this.journal = Journal.open(file, this::index);
  }

  /** Where to go on. */
  public long cursor() {
    return cursor;
  }

  @Override
  public void accept(DeliveredPage page) throws IOException, ProtocolException {
    keep(Kept.of(page, repeated(page) ? repeat(page) : opener.open(page)));
  }

  @Override
  public void unreadable(String what) throws IOException, ProtocolException {
    keep(Kept.unreadable(new Checked.Broken(null, Where.FORMAT, what)));
  }

  private boolean repeated(DeliveredPage page) {
    int index = page.taskId().index();
    return page.cursor() <= cursor
        || (page.taskId().orderId().equals(order.id())
            && index < openedPages.length
            && openedPages[index] != null);
  }

  private Checked.Broken repeat(DeliveredPage page) {
    boolean cursorStood = page.cursor() <= cursor;
    return new Checked.Broken(
        null,
        Where.DUPLICATE,
        cursorStood
            ? "expected a cursor above %d, got %d".formatted(cursor, page.cursor())
            : "page %d came before".formatted(page.taskId().index()));
  }

  private void keep(Kept kept) throws IOException, ProtocolException {
    if (lines.size() >= order.head().pageCount() + MAX_EXTRA_LINES) {
      throw new ProtocolException(
          ErrorCode.OVER_LIMIT,
          "the coordinator delivers far more than the "
              + order.head().pageCount()
              + " pages that were ordered; tell its operator");
    }
    index(kept, journal.append(kept));
  }

  private void index(Kept kept, Journal.Place place) {
    lines.add(place);
    cursor = Math.max(cursor, kept.cursor());
    var page = kept.page();
    if (page != null && page >= 0 && page < openedPages.length) {
      seenPages[page] = true;
      if (kept.result() != null && openedPages[page] == null) {
        openedPages[page] = place;
      }
    }
  }

  /** Makes everything accepted so far durable. */
  public void commit() throws IOException {
    journal.sync();
    seen.save();
  }

  /** All checked pages, as they came. */
  public void forEach(Consumer<Checked> reader) throws IOException {
    for (var place : lines) {
      reader.accept(journal.read(place).checked());
    }
  }

  /**
   * What the coordinator says is settled and has not delivered, once all results were fetched.
   *
   * @param status from before the results were fetched
   */
  public List<Checked.Broken> missing(OrderStatus status) {
    var missing = new ArrayList<Checked.Broken>();
    if (status.state() == OrderStatus.State.COMPLETE) {
      for (int page = 0; page < seenPages.length; page++) {
        if (!seenPages[page]) {
          missing.add(
              new Checked.Broken(
                  page, Where.MISSING, "the order is complete and this page did not come"));
        }
      }
    } else if (status.done() > seenCount()) {
      missing.add(
          new Checked.Broken(
              null,
              Where.MISSING,
              "%d pages are settled, %d came".formatted(status.done(), seenCount())));
    }
    return missing;
  }

  private int seenCount() {
    int count = 0;
    for (boolean page : seenPages) {
      count += page ? 1 : 0;
    }
    return count;
  }

  /** Counts; {@code missing} are counted as broken. */
  public Summary summary(List<Checked.Broken> missing) throws IOException {
    var counts = new EnumMap<Outcome, Integer>(Outcome.class);
    var codes = new TreeMap<String, Integer>();
    for (var place : openedPages) {
      var result = place == null ? null : journal.read(place).result();
      if (result != null) {
        counts.merge(result.outcome(), 1, Integer::sum);
        if (result.page() == null) {
          codes.merge(result.code(), 1, Integer::sum);
        }
      }
    }
    int broken = brokenLines().size() + missing.size();
    return new Summary(
        openedPages.length,
        counts.getOrDefault(Outcome.OK, 0),
        counts.getOrDefault(Outcome.REFUSED, 0),
        counts.getOrDefault(Outcome.FAILED, 0),
        codes,
        broken);
  }

  /** Every line that did not verify. */
  public List<Checked.Broken> broken() throws IOException {
    var broken = new ArrayList<Checked.Broken>();
    for (var kept : brokenLines()) {
      if (kept.checked() instanceof Checked.Broken fault) {
        broken.add(fault);
      }
    }
    return broken;
  }

  List<Kept> brokenLines() throws IOException {
    var broken = new ArrayList<Kept>();
    for (var place : lines) {
      var kept = journal.read(place);
      if (kept.result() == null) {
        broken.add(kept);
      }
    }
    return broken;
  }

  /** The page of that index if it was opened. */
  @Nullable Kept opened(int page) throws IOException {
    var place = openedPages[page];
    return place == null ? null : journal.read(place);
  }

  LocalOrder order() {
    return order;
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
