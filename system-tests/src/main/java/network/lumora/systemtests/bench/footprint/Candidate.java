package network.lumora.systemtests.bench.footprint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * A program that rests in the background.
 *
 * @param debianPackage its name in Debian, for its sizes
 * @param readiness when it has started
 */
record Candidate(String name, String debianPackage, List<String> command, Readiness readiness) {
  /** How a program shows that it is ready. */
  sealed interface Readiness {
    /** It writes a line with these words. */
    record Says(String words) implements Readiness {}

    /** It takes connections on a port of 127.0.0.1. */
    record Listens(int port) implements Readiness {}
  }

  Candidate {
    command = List.copyOf(command);
  }

  /** Bytes of the files that its package puts on the disk, libraries of other packages left out. */
  OptionalLong installedBytes() throws IOException {
    var files = Shell.run("dpkg", "-L", debianPackage);
    long bytes = 0;
    for (var file : files.lines().toList()) {
      var path = Path.of(file);
      if (java.nio.file.Files.isRegularFile(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
        bytes += java.nio.file.Files.size(path);
      }
    }
    return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  /** Bytes of the package itself, as Debian's index has it. */
  OptionalLong downloadBytes() throws IOException {
    return Shell.run("apt-cache", "show", "--no-all-versions", debianPackage)
        .lines()
        .filter(line -> line.startsWith("Size: "))
        .mapToLong(line -> Long.parseLong(line.substring(6).strip()))
        .findFirst();
  }
}
