package network.lumora.systemtests.bed.delay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import network.lumora.systemtests.bed.kernel.CurrentThread;
import network.lumora.systemtests.bed.kernel.Tun;

/**
 * Joins two namespaces by a line with delay. It obeys lines on its input and ends with it, so that
 * it never outlives who started it.
 */
public final class Main {
  private final DelayLine there;
  private final DelayLine back;

  private Main(Tun near, Tun far, long nanos) {
    this.there = new DelayLine(near, far, nanos, System::nanoTime);
    this.back = new DelayLine(far, near, nanos, System::nanoTime);
  }

  /** Arguments: file of the near namespace, of the far one, delay of one way in microseconds. */
  public static void main(String... arguments) throws IOException {
    var near = tun(Path.of(arguments[0]), "near");
    var far = tun(Path.of(arguments[1]), "far");
    new Main(near, far, Long.parseLong(arguments[2]) * 1_000).obey();
  }

  private static Tun tun(Path namespace, String name) throws IOException {
    var opened =
        new FutureTask<>(
            () -> {
              CurrentThread.enter(namespace);
              return Tun.open(name);
            });
    var thread = Thread.ofPlatform().start(opened);
    try {
      thread.join();
      return opened.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException("no TUN interface in " + namespace + ": " + e.getMessage(), e);
    }
  }

  private void obey() throws IOException {
    there.start();
    back.start();
    System.out.println("ready");
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("delay ")) {
        long nanos = Long.parseLong(line.substring(6)) * 1_000;
        there.delay(nanos);
        back.delay(nanos);
        System.out.println("done");
      } else {
        System.out.println("there " + there.report() + " back " + back.report());
      }
    }
  }
}
