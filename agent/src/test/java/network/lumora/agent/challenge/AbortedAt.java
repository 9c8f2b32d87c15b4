package network.lumora.agent.challenge;

import java.nio.ByteBuffer;

/** An end whose user comes home at a certain time. */
record AbortedAt(long abortNanos, SlotEnd end) implements SlotEnd {
  @Override
  public long due(long nanos, Path path) {
    if (nanos >= abortNanos) {
      end.abort();
    }
    long next = end.due(nanos, path);
    return nanos < abortNanos ? Math.min(next, abortNanos) : next;
  }

  @Override
  public void received(ByteBuffer datagram, long nanos, Path path) {
    end.received(datagram, nanos, path);
  }

  @Override
  public boolean isOver() {
    return end.isOver();
  }

  @Override
  public void abort() {
    end.abort();
  }
}
