package network.lumora.agent.link;

import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.work.PageDone;
import network.lumora.agent.work.PageTask;
import network.lumora.agent.work.Pages;
import network.lumora.agent.work.TaskMeter;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.PageResult;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/** Fetches nothing, but moves as many bytes as it is told through the allowance. */
final class ScriptedPages implements Pages {
  final AtomicInteger asked = new AtomicInteger();
  final CountDownLatch hanging = new CountDownLatch(1);
  volatile int downBytes = 10_000;
  volatile int titleCharacters = 5;
  volatile boolean hangs;
  volatile boolean bug;

  /** Hosts that each page comes to on its way. */
  volatile List<String> redirects = List.of();

  volatile @Nullable Allowance allowance;

  @Override
  public PageDone fetch(PageTask task, TaskMeter meter) throws InterruptedException {
    asked.incrementAndGet();
    if (bug) {
      throw new IllegalStateException("a bug");
    }
    for (var host : redirects) {
      if (task.hostRules().refusal(host).isPresent()) {
        meter.sent(300);
        return new PageDone.Stopped();
      }
    }
    if (hangs) {
      hanging.countDown();
      new CountDownLatch(1).await();
    }
    return move(meter) ? page(task) : new PageDone.Stopped();
  }

  private boolean move(TaskMeter meter) {
    var through = allowance;
    try {
      for (int done = 0; done < downBytes; done += 10_000) {
        if (through != null) {
          through.moveDown(10_000);
        }
        meter.received(10_000);
        meter.requireRoom();
      }
      meter.connected(23_000_000);
      meter.sent(500);
      return true;
    } catch (InterruptedIOException e) {
      return false;
    }
  }

  private PageDone page(PageTask task) {
    return new PageDone.Finished(
        Outcome.OK,
        Receipt.NO_CODE,
        null,
        new PageResult.Page(
            task.url(),
            200,
            Instant.parse("2026-11-22T00:00:00Z"),
            "text/html",
            Sha256.of("body"),
            new Bytes(4),
            "no robots.txt",
            Map.of("title", List.of("t".repeat(titleCharacters)))));
  }
}
