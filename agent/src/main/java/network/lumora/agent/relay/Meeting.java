package network.lumora.agent.relay;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.passage.Words;

/** Where the payer of a relay waits for the other party. Thread-safe. */
public final class Meeting {
  /** An invitation waits for its reader for some seconds. */
  private static final long PATIENCE_SECONDS = 30;

  private final CompletableFuture<Words> other = new CompletableFuture<>();
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * The other party is there; returns when the relay is over.
   *
   * @throws ProtocolException if it is there already
   */
  public void otherCame(Words words) throws ProtocolException, InterruptedException {
    if (!other.complete(words)) {
      throw new ProtocolException(ErrorCode.CONFLICT, "this party is there already");
    }
    over.await();
  }

  /**
   * @throws IOException if it does not come
   */
  public Words awaitOther() throws IOException, InterruptedException {
    try {
      return other.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException("the other party did not come", e);
    }
  }

  /** Lets the other party go. */
  public void end() {
    over.countDown();
  }
}
