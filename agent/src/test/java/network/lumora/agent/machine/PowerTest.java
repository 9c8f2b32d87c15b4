package network.lumora.agent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerTest {
  @TempDir private Path folder;

  private void supply(String name, String... pairs) throws IOException {
    var supply = Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < pairs.length; i += 2) {
      Files.writeString(supply.resolve(pairs[i]), pairs[i + 1] + "\n");
    }
  }

  private Power power() {
    return new PowerSupplies(folder);
  }

  @Test
  void aMachineWithoutABatteryTellsNothing() {
    assertThat(power().isOnBattery()).isEmpty();
    assertThat(new PowerSupplies(folder.resolve("none")).isOnBattery()).isEmpty();
  }

  @Test
  void aBatteryThatDischargesIsInUse() throws IOException {
    supply("AC", "type", "Mains", "online", "0");
    supply("BAT0", "type", "Battery", "status", "Discharging");

    assertThat(power().isOnBattery()).contains(true);
  }

  @Test
  void mainsPowerWinsOverABatteryThatDischarges() throws IOException {
    supply("AC", "type", "Mains", "online", "1");
    supply("BAT0", "type", "Battery", "status", "Discharging");

    assertThat(power().isOnBattery()).contains(false);
  }

  @Test
  void aFullBatteryIsNotInUse() throws IOException {
    supply("BAT0", "type", "Battery", "status", "Full");

    assertThat(power().isOnBattery()).contains(false);
  }

  @Test
  void aMousesBatteryIsNotTheMachines() throws IOException {
    supply("hid", "type", "Battery", "scope", "Device", "status", "Discharging");

    assertThat(power().isOnBattery()).isEmpty();
  }

  @Test
  void readsWhatMacSays() {
    assertThat(Pmset.read("Now drawing from 'Battery Power'\n -InternalBattery-0\t55%;"))
        .contains(true);
    assertThat(Pmset.read("Now drawing from 'AC Power'\n")).contains(false);
    assertThat(Pmset.read("")).isEmpty();
  }

  @Test
  void theFootprintIsReadOrUnknown() throws IOException {
    var status = folder.resolve("status");
    Files.writeString(status, "Name:\tjava\nVmRSS:\t   77036 kB\n");

    assertThat(new Footprints(status).residentBytes()).hasValue(77_036L * 1024);
    assertThat(new Footprints(folder.resolve("none")).residentBytes()).isEmpty();
    assertThat(new Footprints().heapBytes()).isPositive();
    assertThat(Footprints.bytesIn(folder)).hasValue(Files.size(status));
  }
}
