package network.lumora.systemtests.bed.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** Calls libc; each method is one call, and a failure is an {@link IOException} with the errno. */
@SuppressWarnings("restricted") // Calling libc is what this class is for.
final class Kernel {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle OPEN =
      call(
          "open",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE =
      call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  private static final MethodHandle IOCTL =
      call(
          "ioctl",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle READ = call("read", transfer());
  private static final MethodHandle WRITE = call("write", transfer());
  private static final MethodHandle SETNS =
      call(
          "setns",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  private static final MethodHandle SCHEDULER =
      call(
          "sched_setscheduler",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS));
  private static final MethodHandle PRIORITY =
      call(
          "setpriority",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT));

  private final MemorySegment state;

  /** One for each thread: the errno of its last call is kept here. */
  Kernel(Arena arena) {
    this.state = arena.allocate(STATE);
  }

  private static FunctionDescriptor transfer() {
    return FunctionDescriptor.of(
        ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
  }

  private static MethodHandle call(
      String name, FunctionDescriptor descriptor, Linker.Option... more) {
    var options = new Linker.Option[more.length + 1];
    options[0] = Linker.Option.captureCallState("errno");
    System.arraycopy(more, 0, options, 1, more.length);
    var address = LINKER.defaultLookup().find(name).orElseThrow();
    return LINKER.downcallHandle(address, descriptor, options);
  }

  int open(MemorySegment path, int flags) throws IOException {
    try {
      return checked("open", (int) OPEN.invokeExact(state, path, flags));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void close(int file) throws IOException {
    try {
      var _ = checked("close", (int) CLOSE.invokeExact(state, file));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void ioctl(int file, long request, MemorySegment argument) throws IOException {
    try {
      var _ = checked("ioctl", (int) IOCTL.invokeExact(state, file, request, argument));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  int read(int file, MemorySegment into, long offset, long length) throws IOException {
    try {
      var piece = into.asSlice(offset, length);
      return checked("read", (int) (long) READ.invokeExact(state, file, piece, length));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Gives the errno instead of failing: a full queue is no reason to end. */
  int write(int file, MemorySegment from, long offset, long length) throws IOException {
    try {
      var piece = from.asSlice(offset, length);
      long written = (long) WRITE.invokeExact(state, file, piece, length);
      return written < 0 ? errno() : 0;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void setns(int file, int kind) throws IOException {
    try {
      var _ = checked("setns", (int) SETNS.invokeExact(state, file, kind));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void scheduler(int policy, MemorySegment parameters) throws IOException {
    try {
      var _ =
          checked("sched_setscheduler", (int) SCHEDULER.invokeExact(state, 0, policy, parameters));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Of the calling thread. */
  void niceness(int value) throws IOException {
    try {
      var _ = checked("setpriority", (int) PRIORITY.invokeExact(state, 0, 0, value));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private int checked(String name, int result) throws IOException {
    if (result < 0) {
      throw new IOException(name + " failed with errno " + errno());
    }
    return result;
  }

  private int errno() {
    return (int) ERRNO.get(state, 0L);
  }

  private static IOException failed(Throwable e) {
    return switch (e) {
      case IOException known -> known;
      case RuntimeException bug -> throw bug;
      case Error bug -> throw bug;
      default -> new IOException("a call to libc failed", e);
    };
  }
}
