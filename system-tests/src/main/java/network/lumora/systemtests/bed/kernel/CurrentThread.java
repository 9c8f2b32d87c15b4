package network.lumora.systemtests.bed.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/**
 * What a platform thread may become: one of another network namespace, or one that is not kept
 * waiting.
 */
public final class CurrentThread {
  private static final int O_RDONLY_CLOEXEC = 0x80000;
  private static final int CLONE_NEWNET = 0x40000000;
  private static final int SCHED_FIFO = 1;

  /** Low among real-time threads: the kernel's own stay in front. */
  private static final int FIFO_PRIORITY = 10;

  private static final int LEAST_NICE = -20;

  private CurrentThread() {}

  /** Sockets it opens from now on, and threads it starts, belong to the namespace. */
  public static void enter(Path namespace) throws IOException {
    refuseVirtual();
    try (var arena = Arena.ofConfined()) {
      var kernel = new Kernel(arena);
      int file = kernel.open(arena.allocateFrom(namespace.toString()), O_RDONLY_CLOEXEC);
      try {
        kernel.setns(file, CLONE_NEWNET);
      } finally {
        kernel.close(file);
      }
    }
  }

  private static void refuseVirtual() {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("a virtual thread would take its carrier with it");
    }
  }

  /** Runs before all ordinary threads; if the control group gives no real time, before most. */
  public static void hurry() throws IOException {
    refuseVirtual();
    try (var arena = Arena.ofConfined()) {
      var kernel = new Kernel(arena);
      try {
        kernel.scheduler(SCHED_FIFO, arena.allocateFrom(ValueLayout.JAVA_INT, FIFO_PRIORITY));
      } catch (IOException e) {
        kernel.niceness(LEAST_NICE);
      }
    }
  }
}
