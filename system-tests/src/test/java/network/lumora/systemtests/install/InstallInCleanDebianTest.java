package network.lumora.systemtests.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import network.lumora.systemtests.network.Network;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Install, run, upgrade, remove, on a computer that has neither Java nor anything of ours. */
@ResourceLock(Network.STANDARD_PORTS)
final class InstallInCleanDebianTest {
  private static final String HOST = CleanDebian.HOST;
  private static final String HOME = "/home/" + HOST;
  private static final String LUMORA = HOME + "/.local/bin/lumora";
  private static final String NOWHERE = "ws://127.0.0.1:9/agent";

  /** What dpkg keeps for itself, whatever was installed. */
  private static final String DPKG_OWN = "/var/lib/dpkg/";

  @TempDir private static Path folder;
  private static Packages packages;
  private static CleanDebian debian;

  @BeforeAll
  static void makeCleanDebian() throws IOException {
    var missing = CleanDebian.missing() + Packages.missing();
    assumeTrue(missing.isEmpty(), "not run: " + missing);
    packages = Packages.make();
    debian = CleanDebian.in(folder);
    debian.bring(packages.archive());
    debian.bring(packages.debianPackage());
    debian.ok(
        HOST,
        "mkdir /tmp/unpacked && tar -C /tmp/unpacked --strip-components=1 -xzf /tmp/"
            + packages.archive().getFileName());
  }

  /** Ends what a failed test left running, and leaves the home as it was made. */
  @AfterEach
  void tidyUp() throws IOException {
    if (debian != null) {
      var _ = debian.as(HOST, "kill -9 -1");
      debian.ok(
          "root",
          "rm -rf /usr/local/bin/systemctl /tmp/bad /tmp/broken /tmp/next* /tmp/*.pid /tmp/*.log "
              + HOME
              + "/.local "
              + HOME
              + "/.config");
    }
  }

  @AfterAll
  static void removeCleanDebian() throws IOException {
    if (debian != null) {
      debian.close();
    }
  }

  @Test
  void theArchiveInstallsPairsUpgradesAndLeavesOnlyWhatIsNotOurs() throws Exception {
    var before = debian.files();
    var installed = debian.ok(HOST, "/tmp/unpacked/install --coordinator " + NOWHERE);
    assertThat(installed).contains("no service manager", "lumora consent", "lumora pair");
    start(LUMORA);
    pair();
    var key = debian.ok(HOST, LUMORA + " key");

    assertThat(debian.ok(HOST, "/tmp/unpacked/install")).contains("still runs the version before");
    assertThat(versions()).isEqualTo(2);
    stop();
    assertThat(debian.ok(HOST, "/tmp/unpacked/install")).contains("your data is as it was");
    assertThat(versions()).isEqualTo(1);
    assertThat(debian.ok(HOST, LUMORA + " key")).isEqualTo(key);
    refusesAProgramThatDoesNotRun();

    var data = HOME + "/.local/share/lumora/agent/";
    debian.ok(HOST, "echo mine >" + data + "holiday.jpg");
    var removed = debian.ok(HOST, HOME + "/.local/share/lumora/uninstall --yes");
    assertThat(removed).contains("holiday.jpg  (not made by Lumora)").doesNotContain("agent.key");
    debian.ok(
        HOST,
        "rm " + data + "holiday.jpg && cd " + HOME + " && rmdir -p .local/share/lumora/agent");
    assertThat(debian.files()).isEqualTo(before);
  }

  private static void pair() throws Exception {
    var code =
        debian.ok(
            HOST,
            "touch /tmp/pair.log; "
                + LUMORA
                + " pair --timeout 1m >/tmp/pair.log 2>&1 & i=0;"
                + " until grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}' /tmp/pair.log; do"
                + " i=$((i+1)); [ $i -lt 300 ] || { cat /tmp/pair.log; exit 1; }; sleep 0.1; done");
    var port = debian.ok(HOST, "cat ~/.local/share/lumora/agent/api.port");
    assertThat(new PairingClient(Integer.parseInt(port.strip())).pairedCall(code.strip()))
        .isEqualTo(200);
    assertThat(debian.ok(HOST, LUMORA + " clients")).contains("a clean Debian's browser");
  }

  private static void refusesAProgramThatDoesNotRun() throws IOException {
    var before = debian.files();
    debian.ok(
        HOST,
        "cp -r /tmp/unpacked /tmp/broken && printf '#!/bin/sh\\nexit 1\\n' >/tmp/broken/bin/lumora");
    var refused = debian.as(HOST, "/tmp/broken/install");
    assertThat(refused.output()).contains("does not run here, so nothing was changed");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(debian.files()).isEqualTo(before);
    debian.ok(HOST, "rm -r /tmp/broken");
  }

  @Test
  void aFailedUpgradeLeavesTheOldOneRunningAndKeysMayBeKept() throws IOException {
    Files.copy(
        Path.of("src/test/resources/install/systemctl"),
        folder.resolve("root/usr/local/bin/systemctl"));
    var before = debian.files();
    assertThat(debian.ok(HOST, "/tmp/unpacked/install --coordinator " + NOWHERE))
        .contains("It runs");
    assertThat(debian.ok(HOST, LUMORA + " status")).contains("waits for your consent");
    debian.ok(HOST, LUMORA + " consent --accept");
    assertThat(debian.ok(HOST, "/tmp/unpacked/install")).contains("It runs");
    var program = program();

    debian.ok(
        HOST,
        """
        cp -r /tmp/unpacked /tmp/bad
        cat >/tmp/bad/bin/lumora <<'SH'
        #!/bin/sh
        [ "$1" = run ] && exit 1
        exec /tmp/unpacked/bin/lumora "$@"
        SH
        """);
    var failed = debian.as(HOST, "/tmp/bad/install");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.output()).contains("the version you had runs again");
    assertThat(program()).isEqualTo(program);
    assertThat(versions()).isEqualTo(1);
    assertThat(debian.ok(HOST, LUMORA + " status")).doesNotContain("does not run");

    debian.ok(HOST, HOME + "/.local/share/lumora/uninstall --yes --keep-keys");
    var left = debian.files();
    left.removeAll(before);
    var local = HOME + "/.local";
    var data = local + "/share/lumora/agent";
    assertThat(left)
        .containsExactlyInAnyOrder(
            local,
            local + "/share",
            local + "/share/lumora",
            data,
            data + "/agent.key",
            data + "/seal.key");
  }

  @Test
  void theDebianPackageInstallsUpgradesAndIsPurged() throws IOException {
    var before = withoutDpkg();
    var deb = "/tmp/" + packages.debianPackage().getFileName();
    assertThat(debian.ok("root", "dpkg -i " + deb)).contains("lumora consent");
    debian.ok(
        HOST,
        "mkdir -p ~/.local/share/lumora/agent"
            + " && echo coordinator = "
            + NOWHERE
            + " >~/.local/share/lumora/agent/agent.conf");
    start("lumora");
    var key = debian.ok(HOST, "lumora key");
    stop();

    debian.ok(
        "root",
        "dpkg-deb -R "
            + deb
            + " /tmp/next && sed -i 's/^Version:.*/&.1/' /tmp/next/DEBIAN/control"
            + " && dpkg-deb -Znone -b /tmp/next /tmp/next.deb && dpkg -i /tmp/next.deb");
    assertThat(debian.ok(HOST, "lumora key")).isEqualTo(key);
    start("lumora");
    stop();

    assertThat(debian.ok("root", "dpkg --purge lumora"))
        .contains("keys, journal and receipts stay");
    debian.ok(HOST, "test -f ~/.local/share/lumora/agent/agent.key && rm -r ~/.local");
    assertThat(withoutDpkg()).isEqualTo(before);
  }

  /** Starts the agent as a person would in a terminal; it finds no coordinator, and says so. */
  private static void start(String lumora) throws IOException {
    debian.ok(
        HOST,
        lumora
            + " consent --accept && { "
            + lumora
            + " run >/tmp/run.log 2>&1 & echo $! >/tmp/run.pid; }"
            + " && i=0; until grep -q ' ready ' /tmp/run.log; do"
            + " i=$((i+1)); [ $i -lt 600 ] || { cat /tmp/run.log; exit 1; }; sleep 0.1; done");
    assertThat(debian.ok(HOST, lumora + " status")).contains("no connection");
  }

  private static void stop() throws IOException {
    debian.ok(
        HOST,
        "p=$(cat /tmp/run.pid) && kill $p"
            + " && i=0; while [ -d /proc/$p ] && [ $i -lt 600 ]; do i=$((i+1)); sleep 0.1; done");
  }

  private static int versions() throws IOException {
    return (int) debian.ok(HOST, "ls ~/.local/share/lumora/versions").lines().count();
  }

  private static String program() throws IOException {
    return debian.ok(HOST, "readlink ~/.local/share/lumora/program");
  }

  private static SortedSet<String> withoutDpkg() throws IOException {
    var files = new TreeSet<>(debian.files());
    files.removeIf(file -> file.startsWith(DPKG_OWN));
    return files;
  }
}
