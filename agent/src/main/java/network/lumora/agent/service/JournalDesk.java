package network.lumora.agent.service;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.journal.JournalTable;
import network.lumora.agent.journal.TrafficTable;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.agent.rules.Site;
import network.lumora.bridge.agent.JournalPage;
import network.lumora.bridge.agent.JournalQuery;
import network.lumora.bridge.agent.JournalReader;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.bridge.agent.UsageQuery;
import network.lumora.bridge.agent.UsageReport;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/** Shows what went through the line. Thread-safe. */
public final class JournalDesk implements JournalReader {
  private final Journal journal;
  private final RulesInForce rules;
  private final ZoneId zone;

  public JournalDesk(Journal journal, RulesInForce rules, ZoneId zone) {
    this.journal = journal;
    this.rules = rules;
    this.zone = zone;
  }

  @Override
  public JournalPage page(JournalQuery query) throws IOException {
    var rows = journal.rows().page(query, host(query.site())).stream().map(this::shown).toList();
    return new JournalPage(rows, rows.size() < query.limit() ? null : rows.getLast().number());
  }

  private @Nullable String host(@Nullable String site) {
    return site == null
        ? null
        : rules
            .find(site)
            .map(Site::host)
            .orElseThrow(() -> new IllegalArgumentException("expected a site such as example.org"));
  }

  /** One row as it is shown, if it is still there. */
  public Optional<JournalRow> row(long number) throws IOException {
    return journal.rows().find(number).map(this::shown);
  }

  private JournalRow shown(JournalTable.Row row) {
    return new JournalRow(
        row.number(),
        row.at(),
        row.coordinator(),
        rules.book().name(row.coordinator()).orElse(null),
        row.trust().name(),
        row.consumer(),
        row.kind(),
        row.purpose(),
        row.category(),
        row.task(),
        row.site(),
        row.host(),
        row.up(),
        row.down(),
        row.outcome(),
        row.code(),
        row.rule(),
        row.sequence(),
        withWord(row.receipt()));
  }

  /** For example {@code UNPAID: ALREADY_DONE}. */
  private static String withWord(String receipt) {
    int end = receipt.indexOf(':');
    return end < 0
        ? receipt.toUpperCase(Locale.ROOT)
        : receipt.substring(0, end).toUpperCase(Locale.ROOT) + receipt.substring(end);
  }

  @Override
  public void deleteAll() throws IOException {
    journal.forgetAll();
  }

  @Override
  public UsageReport usage(UsageQuery query) throws IOException {
    rules.traffic().flush();
    var from = query.from().atStartOfDay(zone).toInstant();
    var to = query.to().plusDays(1).atStartOfDay(zone).toInstant();
    var traffic = journal.traffic();
    return new UsageReport(
        buckets(traffic.hours(from, to), query.bucket()),
        shares(traffic.byCoordinator(from, to)),
        shares(traffic.byCategory(from, to)));
  }

  private List<UsageReport.UsageBucket> buckets(
      List<TrafficTable.Sum<Instant>> hours, UsageQuery.Bucket bucket) {
    return switch (bucket) {
      case HOUR -> hours.stream().map(sum -> bucket(sum.key(), sum.up(), sum.down())).toList();
      case DAY -> days(hours);
    };
  }

  private List<UsageReport.UsageBucket> days(List<TrafficTable.Sum<Instant>> hours) {
    Map<Instant, UsageReport.UsageBucket> days = new LinkedHashMap<>();
    for (var sum : hours) {
      var start = LocalDate.ofInstant(sum.key(), zone).atStartOfDay(zone).toInstant();
      days.merge(
          start,
          bucket(start, sum.up(), sum.down()),
          (a, b) -> bucket(start, a.up().plus(b.up()), a.down().plus(b.down())));
    }
    return List.copyOf(days.values());
  }

  private static UsageReport.UsageBucket bucket(Instant start, Bytes up, Bytes down) {
    return new UsageReport.UsageBucket(start, up, down);
  }

  private static List<UsageReport.Share> shares(List<TrafficTable.Sum<String>> sums) {
    return sums.stream()
        .map(sum -> new UsageReport.Share(sum.key(), sum.up(), sum.down()))
        .toList();
  }
}
