package network.lumora.systemtests.bed.delay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenessTest {
  private final Lateness lateness = new Lateness();

  @Test
  void tellsTheStepBelowWhichAShareOfPacketsLeft() {
    for (int i = 0; i < 99; i++) {
      lateness.add(15_000);
    }
    lateness.add(2_000_000);

    assertThat(lateness.microsAt(0.99)).isEqualTo(20);
    assertThat(lateness.microsAt(1)).isEqualTo(2_010);
    assertThat(lateness.packets()).isEqualTo(100);
  }

  @Test
  void countsWhatIsEarlyAsInTimeAndWhatIsBeyondItsEndAsTheEnd() {
    lateness.add(-5_000);
    lateness.add(Long.MAX_VALUE);

    assertThat(lateness.microsAt(0.5)).isEqualTo(10);
    assertThat(lateness.microsAt(1)).isEqualTo(100_000);
  }

  @Test
  void forgetsWhatWasTold() {
    lateness.add(50_000);
    lateness.reset();

    assertThat(lateness.packets()).isZero();
    assertThat(lateness.microsAt(1)).isZero();
  }
}
