package network.lumora.systemtests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jsoup.Jsoup;

/**
 * The least that could be done: OkHttp and jsoup, no guard, no robots.txt, no seal, no receipt.
 * Reads the pages of a list so many times and says after each how much CPU its process has used.
 */
final class BareClient {
  private static final int THREADS = 4;

  private final OkHttpClient client = new OkHttpClient();
  private final AtomicLong read = new AtomicLong();

  private BareClient() {}

  /** Arguments: list of addresses, rounds. */
  public static void main(String... arguments) throws IOException, InterruptedException {
    var pages = Files.readAllLines(Path.of(arguments[0]));
    System.out.println("bare ready pages=" + pages.size());
    for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
      var client = new BareClient();
      double before = ProcessStatistics.cpuSeconds(ProcessHandle.current().pid());
      client.readAll(pages);
      double used = ProcessStatistics.cpuSeconds(ProcessHandle.current().pid()) - before;
      System.out.println("round cpu=" + used + " read=" + client.read.get());
    }
    System.exit(0);
  }

  private void readAll(List<String> pages) throws InterruptedException {
    Queue<String> queue = new ConcurrentLinkedQueue<>(pages);
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (int i = 0; i < THREADS; i++) {
        threads.execute(() -> drain(queue));
      }
      threads.shutdown();
      if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the pages were not read in five minutes");
      }
    }
  }

  private void drain(Queue<String> queue) {
    for (var url = queue.poll(); url != null; url = queue.poll()) {
      try (var response = client.newCall(new Request.Builder().url(url).build()).execute()) {
        var page = Jsoup.parse(response.body().string(), url);
        read.addAndGet(page.title().length());
        for (var heading : page.select("h1")) {
          read.addAndGet(heading.text().length());
        }
        for (var link : page.select("a[href]")) {
          read.addAndGet(link.absUrl("href").length());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
