package network.lumora.systemtests.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import network.lumora.systemtests.network.Finished;

/**
 * Debian's base system in a folder, with processes and mounts of its own and the network of this
 * computer. Needs root; all that runs in it ends when it is closed.
 */
final class CleanDebian implements AutoCloseable {
  /** Whose home the program is installed into. */
  static final String HOST = "host";

  private static final String MIRROR = "http://deb.debian.org/debian";
  private static final String SUITE = "bookworm";
  private static final long PATIENCE_MINUTES = 4;
  private static final long LOOK_MILLIS = 50;

  /** The first process of the namespace: a shell, which takes leave of processes that ended. */
  private static final String REAPER = "i=0; while [ $i -lt 3600 ]; do sleep 1; i=$((i+1)); done";

  /** Only root can write here, so what is unpacked is what was stored. */
  private static final Path CACHE = Path.of("/var/cache/lumora-tests/" + SUITE + ".tar");

  private final Path root;
  private final Process keeper;

  private CleanDebian(Path root, Process keeper) {
    this.root = root;
    this.keeper = keeper;
  }

  /** What is missing here to make one; empty if nothing is. */
  static String missing() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return "it needs root, for debootstrap and chroot";
    }
    var tools = List.of("debootstrap", "unshare", "nsenter", "chroot", "tar", "dpkg-deb");
    return tools.stream()
        .filter(tool -> Stream.of("/usr/sbin/", "/usr/bin/").noneMatch(in -> isFile(in + tool)))
        .findFirst()
        .map(tool -> "it needs " + tool)
        .orElse("");
  }

  private static boolean isFile(String path) {
    return Files.isRegularFile(Path.of(path));
  }

  /**
   * Unpacks a base system, which it fetches the first time.
   *
   * @throws IOException if Debian cannot be reached and no base system is stored
   */
  static CleanDebian in(Path folder) throws IOException {
    var root = folder.resolve("root");
    if (!Files.exists(CACHE)) {
      store(folder.resolve("fetched"));
    }
    Files.createDirectories(root);
    require(here("tar", "-C", root.toString(), "-xf", CACHE.toString()));
    var keeper =
        new ProcessBuilder(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc=" + root.resolve("proc"),
                "sh",
                "-c",
                REAPER)
            .inheritIO()
            .start();
    var debian = new CleanDebian(root, keeper);
    debian.awaitMounts();
    return debian;
  }

  private static void store(Path fetched) throws IOException {
    require(here("debootstrap", "--variant=minbase", SUITE, fetched.toString(), MIRROR));
    require(here("chroot", fetched.toString(), "useradd", "--create-home", HOST));
    Files.createDirectories(CACHE.getParent());
    var part = CACHE.resolveSibling(CACHE.getFileName() + ".part");
    require(
        here("tar", "-C", fetched.toString(), "--one-file-system", "-cf", part.toString(), "."));
    Files.move(part, CACHE, StandardCopyOption.ATOMIC_MOVE);
    require(here("rm", "-rf", "--one-file-system", fetched.toString()));
  }

  /** The namespaces are there when their first process is. */
  private void awaitMounts() throws IOException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
    while (!ended() && System.nanoTime() - end < 0) {
      if (keeper.children().findAny().isPresent()
          && as("root", "test -d /proc/self").status() == 0) {
        return;
      }
    }
    throw new IOException("no namespaces for the clean Debian; is unshare allowed here?");
  }

  private boolean ended() throws IOException {
    try {
      return keeper.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Copies a file of this computer to the same name under {@code /tmp} in there. */
  String bring(Path file) throws IOException {
    var inside = "/tmp/" + file.getFileName();
    Files.copy(
        file,
        root.resolve(inside.substring(1)),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    return inside;
  }

  Finished as(String user, String script) throws IOException {
    long keeping = keeper.children().findAny().map(ProcessHandle::pid).orElse(-1L);
    return here(
        "nsenter",
        "--target",
        "" + keeping,
        "--mount",
        "--pid",
        "chroot",
        "--userspec=" + user + ":" + user,
        root.toString(),
        "/usr/bin/env",
        "-i",
        "HOME=" + (user.equals("root") ? "/root" : "/home/" + user),
        "PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
        "/bin/sh",
        "-c",
        script);
  }

  /** As {@link #as}, and it must succeed; gives what was said. */
  String ok(String user, String script) throws IOException {
    return require(as(user, script)).output();
  }

  /** Every file, folder and link, without what the kernel shows and what /tmp was lent. */
  SortedSet<String> files() throws IOException {
    var list = ok("root", "find / -xdev \\( -path /proc -o -path /tmp/'*' \\) -prune -o -print");
    return new TreeSet<>(list.lines().toList());
  }

  private static Finished require(Finished finished) throws IOException {
    if (finished.status() != 0) {
      throw new IOException("exit status " + finished.status() + ":\n" + finished.output());
    }
    return finished;
  }

  private static Finished here(String... command) throws IOException {
    var output = Files.createTempFile("lumora-clean-debian", ".out");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(command[0] + " did not end: " + text(output));
      }
      return new Finished(process.exitValue(), text(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(output);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    keeper.children().forEach(ProcessHandle::destroyForcibly);
    keeper.destroyForcibly();
    try {
      keeper.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    require(here("rm", "-rf", "--one-file-system", root.toString()));
  }
}
