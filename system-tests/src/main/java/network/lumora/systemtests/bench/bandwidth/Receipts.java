package network.lumora.systemtests.bench.bandwidth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import network.lumora.systemtests.receipts.Ingest;
import network.lumora.systemtests.receipts.Overhead;
import network.lumora.systemtests.receipts.Scorecard;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

/** Rows T10 to T13: receipts and fraud; no network is needed. */
final class Receipts {
  private static final int HONEST = 10_000;
  private static final int TRIES = 200;
  private static final long SEED = 20261122;

  /** Receipts do not get better by more runs; one takes some seconds. */
  private static final int MOST_RUNS = 10;

  /** 4,000 receipts. */
  private static final int SESSIONS = 50;

  private static final Target NONE_FALSE = Target.always(0, 0, "none");

  /** One run of the crowd serves T10 and T11. */
  private @Nullable Scorecard scorecard;

  /** How one row is measured. */
  private interface Measurement {
    List<Figure> figures(int runs) throws IOException;
  }

  private record ReceiptRow(
      String id, String what, Target target, String published, Measurement measurement)
      implements Row {
    @Override
    public List<Figure> measure(Beds beds, int runs) throws IOException {
      if (Security.getProvider("Conscrypt") == null) {
        Security.addProvider(Conscrypt.newProvider());
      }
      return measurement.figures(Math.min(runs, MOST_RUNS));
    }
  }

  List<Row> rows() {
    return List.of(t10(), t11(), t12(), t13());
  }

  private Row t10() {
    var all = Target.always(100, 100, "100 %, p99 ≤ 1 s, 0 false of 10,000");
    return new ReceiptRow(
        "T10",
        "replays, double claims, forks, odd encodings found, %",
        all,
        "ConTrib 22 s",
        _ ->
            List.of(
                Figure.judged(all, TRIES + " tries of each trick", "%", scorecard().found(false)),
                Figure.judged(
                    NONE_FALSE,
                    honest() + " honest receipts accused",
                    "%",
                    scorecard().falsePercent()),
                Figure.judged(
                    Target.p95AtMost(1_000, "p99 ≤ 1 s"),
                    "a batch, to the verdict: p99",
                    "ms",
                    p99(scorecard().answerMillis()))));
  }

  private Row t11() {
    var most = Target.always(95, 100, "TPR ≥ 95 % at FPR ≤ 0.5 %");
    var few = Target.always(0, 0.5, "FPR ≤ 0.5 %");
    return new ReceiptRow(
        "T11",
        "injected fraud found, %",
        most,
        "Saturn's design: TPR 25 % at FPR 1–5 %",
        _ ->
            List.of(
                Figure.judged(most, TRIES + " tries of each trick", "%", scorecard().found(true)),
                Figure.judged(
                    few, honest() + " honest receipts accused", "%", scorecard().falsePercent()),
                Figure.judged(
                    few,
                    "honest challengers and providers accused",
                    "%",
                    scorecard().falsePartiesPercent())));
  }

  private Row t12() {
    var little = Target.always(0, 0.2, "≤ 0.2 %, ≤ 1 % of a core at 100 Mbit/s");
    var core = Target.medianAtMost(1, "≤ 1 % of a core");
    return new ReceiptRow(
        "T12",
        "receipts' share of the bytes at full rate, %",
        little,
        "FairRelay < 1.5 %, TorCoin ~5 %, deCDN 1 MB, Mysterium 20 MB + 11 %",
        runs -> {
          var overheads = new ArrayList<Overhead>();
          for (int i = -1; i < runs; i++) {
            var overhead = inFolder(Overhead::measure);
            if (i >= 0) {
              overheads.add(overhead);
            }
          }
          return List.of(
              Figure.judged(little, "512 KiB windows", "%", of(overheads, Overhead::bytesPercent)),
              Figure.judged(
                  core, "core, receiver", "%", of(overheads, Overhead::receiverCpuPercent)),
              Figure.judged(
                  core, "core, provider", "%", of(overheads, Overhead::providerCpuPercent)),
              Figure.reported(
                  "core, SHA-256 of the bytes at one end",
                  "%",
                  of(overheads, Overhead::hashCpuPercent)));
        });
  }

  private Row t13() {
    var fast = Target.medianAtLeast(5_000, "≥ 5,000 on 2 cores");
    return new ReceiptRow(
        "T13",
        "doubly signed receipts verified and stored, per second",
        fast,
        "MicroCash: thousands",
        runs -> {
          List<Double> rates = inFolder(folder -> perSecond(folder, runs));
          var cores = Runtime.getRuntime().availableProcessors();
          return List.of(Figure.judged(fast, cores + " cores, batches of 40", "", rates));
        });
  }

  private static List<Double> perSecond(Path folder, int runs) throws IOException {
    var rates = new ArrayList<Double>();
    try (var ingest = new Ingest(folder)) {
      for (int i = -1; i < runs; i++) {
        double rate = ingest.perSecond(SESSIONS);
        if (i >= 0) {
          rates.add(rate);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return rates;
  }

  private Scorecard scorecard() throws IOException {
    var known = scorecard;
    if (known == null) {
      known = inFolder(folder -> Scorecard.of(folder, HONEST, TRIES, SEED));
      System.err.println(known.text());
      scorecard = known;
    }
    return known;
  }

  private int honest() throws IOException {
    return scorecard().honest();
  }

  private static double p99(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1);
  }

  private static List<Double> of(List<Overhead> overheads, ToDoubleFunction<Overhead> part) {
    return overheads.stream().mapToDouble(part).boxed().toList();
  }

  private interface InFolder<T> {
    T use(Path folder) throws IOException;
  }

  private static <T> T inFolder(InFolder<T> use) throws IOException {
    var folder = Files.createTempDirectory("lumora-receipts");
    try {
      return use.use(folder);
    } finally {
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> paths = Files.walk(folder)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (var path : all) {
      Files.delete(path);
    }
  }
}
