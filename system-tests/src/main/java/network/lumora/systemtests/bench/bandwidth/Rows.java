package network.lumora.systemtests.bench.bandwidth;

import java.util.List;
import java.util.stream.Stream;

/**
 * All rows, in the order of the table. A part that can be measured puts its own in place of the
 * planned.
 */
final class Rows {
  private Rows() {}

  static List<Row> all() {
    return Stream.of(challenge(), receipts(), new Yielding(List.of()).rows(), extension())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Row> challenge() {
    return List.of(
        new Planned(
            "T1",
            "download: error of the proven rate, %",
            Target.atMost(1, 3, "median ≤ 1 %, p95 ≤ 3 % for 5–100 Mbit/s"),
            "PoB < 5 % at 250 Mbit/s, 4.2–9.9 % Internet; FlashFlow ±11 % at 95 %"),
        new Planned(
            "T2",
            "duration of one direction, s",
            Target.p95AtMost(0.65, "≤ 0.65 s"),
            "FlashFlow 30 s, RPM ≥ 20 s, ndt7 10 s, Swiftest ~1 s; PoB 0.1 s with a discount"),
        new Planned(
            "T3",
            "bytes of one direction, MB",
            Target.medianAtMost(7.5, "≤ 6.5 MB at 500 Mbit/s, ≤ 7.5 at 100, ≤ 4 at 50"),
            "PoB 6.88 MB at 500; ndt7 ~125 MB at 100; Speedtest 501 MB at 500"),
        new Planned(
            "T4",
            "honest under-report while 40 % bad challengers are tolerated, %",
            Target.medianAtMost(3, "median ≤ 3 %"),
            "PoB 28 % at 20 %"),
        new Planned(
            "T5",
            "2 of 5 challengers collude: inflation, %",
            Target.atMost(1, 5, "median ≤ 1 %, inflation ≤ 5 %"),
            "PoB < 1/3 (< 1/2 with timer) with a discount; FlashFlow none"),
        new Planned(
            "T6",
            "malicious prover, all attacks at once: times the true rate",
            Target.always(0, 1.05, "≤ 1.05 for 10–100 Mbit/s"),
            "FlashFlow 1.33, PeerFlow 4.52, TorFlow 177"),
        new Planned(
            "T7",
            "answers without the bytes that were accepted, of 100,000",
            Target.always(0, 0, "0 (2⁻¹²⁸ each)"),
            "PoB's public code 2⁻³², 4 random bytes a packet"),
        new Planned(
            "T8",
            "upload: error of the proven rate, %",
            Target.atMost(1, 3, "median ≤ 1 %, p95 ≤ 3 % for 5–100 Mbit/s"),
            "PoB's public code: a stub; Helium: self-report"),
        new Planned(
            "T9",
            "2–8 identities on one line found, %",
            Target.always(99, 100, "≥ 99 % at ≤ 1 % false"),
            "FlashFlow: proposed; SPARK: a cap for each address group"));
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
    return List.of(
        new Planned(
            "T19",
            "extension's early yield after navigation, ms",
            Target.p95AtMost(10, "≤ 10 ms, before the first packet"),
            "nobody does it"));
  }
}
