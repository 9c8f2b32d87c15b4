package network.lumora.agent.trial;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import network.lumora.agent.allowance.Direction;

/** Remembers what it was told; its user comes when the test says so. */
public final class Watched implements UserWatch {
  public final AtomicBoolean userIsThere = new AtomicBoolean();
  public final AtomicInteger begun = new AtomicInteger();
  public final AtomicInteger ended = new AtomicInteger();
  public final AtomicInteger looks = new AtomicInteger();
  public final AtomicInteger headerBytes = new AtomicInteger();

  @Override
  public boolean isUserThere() {
    return userIsThere.get();
  }

  @Override
  public void testBegins() {
    begun.incrementAndGet();
  }

  @Override
  public void testEnds() {
    ended.incrementAndGet();
  }

  @Override
  public void framed(Direction direction, int bytes) {
    headerBytes.addAndGet(bytes);
  }

  @Override
  public void lookBesideDatagrams() {
    looks.incrementAndGet();
  }

  @Override
  public void lookBesideStream(Direction bulk) {
    looks.incrementAndGet();
  }
}
