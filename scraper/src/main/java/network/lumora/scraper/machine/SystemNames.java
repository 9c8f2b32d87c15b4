package network.lumora.scraper.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.lumora.scraper.guard.Resolver;

/**
 * Asks the operating system for addresses, on threads that nothing else waits for: the system's
 * look-up cannot be interrupted. Thread-safe.
 */
public final class SystemNames implements Resolver {
  /** Look-ups that may hang at once. */
  private static final int MOST_LOOKUPS = 16;

  private static final long IDLE_SECONDS = 10;

  private final Semaphore lookups = new Semaphore(MOST_LOOKUPS);

  // The semaphore comes first, so that a thread is always free or may be made.
  private final Executor threads =
      new ThreadPoolExecutor(
          0,
          MOST_LOOKUPS + 1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("look-up").factory(),
          new ThreadPoolExecutor.CallerRunsPolicy());

  @Override
  public List<InetAddress> resolve(String host, int timeoutMillis)
      throws IOException, InterruptedException {
    if (!lookups.tryAcquire(timeoutMillis, TimeUnit.MILLISECONDS)) {
      throw new SocketTimeoutException("too many look-ups are waiting");
    }
    var answer = new CompletableFuture<List<InetAddress>>();
    threads.execute(() -> lookUp(host, answer));
    try {
      return answer.get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("no answer within " + timeoutMillis + " ms");
    } catch (ExecutionException e) {
      throw new UnknownHostException("no address for " + host);
    }
  }

  private void lookUp(String host, CompletableFuture<List<InetAddress>> answer) {
    try {
      answer.complete(List.of(InetAddress.getAllByName(host)));
    } catch (UnknownHostException e) {
      answer.completeExceptionally(e);
    } finally {
      lookups.release();
    }
  }
}
