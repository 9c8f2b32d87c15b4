package network.lumora.systemtests.bench.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What processes have worked (proc(5)). */
record ProcessTime(double userSeconds, double systemSeconds) {
  /** USER_HZ, which is 100 on every Linux that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  /** So far, of all together. */
  static ProcessTime of(List<Long> pids) throws IOException {
    var sum = new ProcessTime(0, 0);
    for (long pid : pids) {
      sum = sum.plus(of(pid));
    }
    return sum;
  }

  private static ProcessTime of(long pid) throws IOException {
    var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return new ProcessTime(seconds(fields[11]), seconds(fields[12]));
  }

  private static double seconds(String ticks) {
    return Long.parseLong(ticks) / TICKS_PER_SECOND;
  }

  private ProcessTime plus(ProcessTime other) {
    return new ProcessTime(userSeconds + other.userSeconds, systemSeconds + other.systemSeconds);
  }

  ProcessTime since(ProcessTime before) {
    return new ProcessTime(userSeconds - before.userSeconds, systemSeconds - before.systemSeconds);
  }

  double seconds() {
    return userSeconds + systemSeconds;
  }
}
