package network.lumora.systemtests.bench.bandwidth;

import java.util.List;
import java.util.stream.Stream;
import network.lumora.systemtests.bench.bandwidth.background.Scavenger;

/**
 * All rows, in the order of the table. A part that can be measured puts its own in place of the
 * planned.
 */
final class Rows {
  private Rows() {}

  static List<Row> all() {
    return Stream.of(
            new Challenging().rows(),
            receipts(),
            new Yielding(List.of(new Scavenger())).rows(),
            extension())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Row> receipts() {
    return List.of(
        new Planned(
            "T10",
            "replays, double claims, forks, odd encodings found, %",
            Target.always(100, 100, "100 %, p99 ≤ 1 s, 0 false of 10,000"),
            "ConTrib 22 s"),
        new Planned(
            "T11",
            "injected fraud found, %",
            Target.always(95, 100, "TPR ≥ 95 % at FPR ≤ 0.5 %"),
            "Saturn's design: TPR 25 % at FPR 1–5 %"),
        new Planned(
            "T12",
            "receipts' share of the bytes at full rate, %",
            Target.always(0, 0.2, "≤ 0.2 %, ≤ 1 % of a core at 100 Mbit/s"),
            "FairRelay < 1.5 %, TorCoin ~5 %, deCDN 1 MB, Mysterium 20 MB + 11 %"),
        new Planned(
            "T13",
            "doubly signed receipts verified and stored, per second",
            Target.medianAtLeast(5_000, "≥ 5,000 on 2 cores"),
            "MicroCash: thousands"));
  }

  private static List<Row> extension() {
    return List.of(new EarlyYield());
  }
}
