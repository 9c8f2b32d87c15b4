package network.lumora.agent.service;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.journal.ReceiptTable;
import network.lumora.bridge.agent.Earnings;
import network.lumora.bridge.agent.Keys;
import network.lumora.bridge.agent.ReceiptPage;
import network.lumora.bridge.agent.ReceiptReader;
import network.lumora.protocol.wire.JsonText;
import org.jspecify.annotations.Nullable;

/** Shows receipts as they are stored, and what they come to. Thread-safe. */
public final class ReceiptDesk implements ReceiptReader {
  /** A year and a day. */
  private static final int DAYS = 366;

  private final Journal journal;
  private final String agent;
  private final InstantSource clock;
  private final ZoneId zone;

  public ReceiptDesk(Journal journal, String agent, InstantSource clock, ZoneId zone) {
    this.journal = journal;
    this.agent = agent;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public ReceiptPage receipts(@Nullable String before, int limit) throws IOException {
    var kept = journal.receipts().before(cursor(before), limit);
    var rows = kept.stream().map(ReceiptDesk::shown).toList();
    return new ReceiptPage(rows, rows.size() < limit ? null : rows.getLast().id());
  }

  private static long cursor(@Nullable String before) {
    if (before == null) {
      return Long.MAX_VALUE;
    }
    if (!before.matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("before is the id of a receipt, or the next of a page");
    }
    return Long.parseLong(before);
  }

  private static ReceiptPage.ReceiptRow shown(ReceiptTable.Kept kept) {
    var row = kept.row();
    return new ReceiptPage.ReceiptRow(
        Long.toString(kept.id()),
        row.coordinator(),
        row.sequence(),
        kept.settledAt(),
        kept.delivered(),
        row.session(),
        new JsonText(row.envelope()),
        new JsonText(row.logged()));
  }

  @Override
  public Keys keys() throws IOException {
    return new Keys(
        agent, journal.receipts().coordinators().stream().map(ReceiptDesk::shown).toList());
  }

  /** A checkpoint's first line is the name of its log. */
  private static Keys.CoordinatorKey shown(ReceiptTable.Met met) {
    var checkpoint = met.checkpoint();
    return new Keys.CoordinatorKey(
        met.key(),
        met.address(),
        checkpoint == null ? null : checkpoint.lines().findFirst().orElse(null));
  }

  @Override
  public Earnings earnings() throws IOException {
    var receipts = journal.receipts();
    var counts = receipts.counts();
    return new Earnings(
        new Earnings.Pending(counts.waiting(), receipts.waitingBytes()),
        new Earnings.Confirmed(counts.settled(), counts.delivered()),
        receipts.newestBalance().map(ReceiptDesk::shown).orElse(null),
        days(receipts));
  }

  private static Earnings.Balance shown(ReceiptTable.Balance balance) {
    return new Earnings.Balance(
        balance.amount(),
        balance.epoch(),
        balance.treeSize(),
        balance.statedAt(),
        balance.coordinator());
  }

  private List<Earnings.Day> days(ReceiptTable receipts) throws IOException {
    var first = LocalDate.ofInstant(clock.instant(), zone).minusDays(DAYS - 1L);
    Map<LocalDate, Earnings.Day> days = new LinkedHashMap<>();
    for (var settled : receipts.settledSince(first.atStartOfDay(zone).toInstant())) {
      var day = day(settled.start());
      days.merge(
          day,
          new Earnings.Day(day.toString(), settled.receipts(), settled.bytes()),
          ReceiptDesk::sum);
    }
    return List.copyOf(days.values());
  }

  private LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }

  private static Earnings.Day sum(Earnings.Day a, Earnings.Day b) {
    return new Earnings.Day(a.day(), a.receipts() + b.receipts(), a.bytes().plus(b.bytes()));
  }
}
