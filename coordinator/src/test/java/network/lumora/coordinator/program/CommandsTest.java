package network.lumora.coordinator.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import network.lumora.coordinator.cli.Commands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, as an operator uses it. */
class CommandsTest {
  @TempDir Path data;
  private final java.io.ByteArrayOutputStream said = new java.io.ByteArrayOutputStream();

  private int run(String... arguments) {
    var out = System.out;
    var err = System.err;
    var ear = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(ear);
    System.setErr(ear);
    try {
      return Commands.execute(
          new Coordinator.World(InstantSource.system(), System::nanoTime, new SecureRandom()),
          arguments);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anOperatorAdmitsLooksAndClosesAnEpoch() throws Exception {
    try (var station = new Station(data)) {
      var consumer = new FakeConsumer(station);
      var folder = data.toString();

      assertThat(run("key", "--data", folder)).isZero();
      assertThat(said()).contains(station.coordinator().key().toString());
      assertThat(
              run(
                  "admit",
                  consumer.key().publicKey().toString(),
                  "--name",
                  "a \"name\"",
                  "--data",
                  folder))
          .isZero();
      consumer.open();
      assertThat(consumer.place(1).pages()).isEqualTo(1);
      assertThat(run("status", "--data", folder)).isZero();
      assertThat(said()).contains("orders    1 open");
      assertThat(run("close-epoch", "--data", folder)).isZero();
      assertThat(said()).contains("epoch 0 is closed; it paid 0.000000 LMR");
    }
  }

  @Test
  void whatIsWrongIsSaidInOneLineWithTheCure() throws Exception {
    assertThat(run("status", "--data", data.toString())).isEqualTo(1);
    assertThat(said()).contains("start it first");
    assertThat(run("--no-such-option")).isEqualTo(2);
    assertThat(run("--epoch-minutes", "-1")).isEqualTo(2);
    assertThat(said()).contains("--epoch-minutes from 0");
    assertThat(run("--http-port", "99999")).isEqualTo(2);
    assertThat(said()).contains("--http-port: a port is 0, for any that is free, to 65535");
    assertThat(run("--agents-port", "-1")).isEqualTo(2);
    assertThat(run("--weights", "0.5,0.5,0.5,0")).isEqualTo(2);
    assertThat(run("--weights", "1")).isEqualTo(2);
    assertThat(said()).contains("four numbers from 0 that add up to 1");
    assertThat(run("--pages-per-consumer", "0")).isEqualTo(2);
    assertThat(said()).contains("--pages-per-consumer from 1, not 0");
    assertThat(run("admit", "nonsense", "--name", "x", "--data", data.toString())).isEqualTo(2);
  }

  @Test
  void aBusyPortAnOpenKeyAndASecondProgramAreNamed() throws Exception {
    try (var station = new Station(data)) {
      var other = Files.createDirectory(data.resolve("other"));
      int port = station.coordinator().http().getPort();

      assertThat(run("--data", other.toString(), "--http-port", "" + port, "--agents-port", "0"))
          .isEqualTo(1);
      assertThat(said()).contains("cannot listen on 127.0.0.1:" + port);
      assertThat(run("--data", data.toString(), "--http-port", "0", "--agents-port", "0"))
          .isEqualTo(1);
      assertThat(said()).contains("open in another program");

      Files.setPosixFilePermissions(
          data.resolve("identity.json"), PosixFilePermissions.fromString("rw-r--r--"));
      assertThat(run("key", "--data", data.toString())).isEqualTo(1);
      assertThat(said()).contains("chmod 600").doesNotContain("\tat ");
    }
  }
}
