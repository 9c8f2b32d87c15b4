package network.lumora.coordinator.view;

import static org.assertj.core.api.Assertions.assertThat;

import network.lumora.coordinator.book.Load;
import org.junit.jupiter.api.Test;

class NotesTest {
  private static final Load WAITING = new Load(3, 38_400, 0);
  private static final Load NOTHING = new Load(0, 0, 0);

  @Test
  void whenAllIsWellNothingIsSaid() {
    assertThat(Notes.of("", 7, WAITING, "")).isEmpty();
    assertThat(Notes.of("", 0, NOTHING, "")).isEmpty();
  }

  @Test
  void aCoordinatorThatCannotWriteSaysWhereToLook() {
    assertThat(Notes.of(Overview.UNAVAILABLE, 7, NOTHING, ""))
        .singleElement()
        .asString()
        .contains("cannot be written", "disk is full");
  }

  @Test
  void oneThatBeginsOrEndsNeedsNobody() {
    assertThat(Notes.of("STARTING", 7, NOTHING, "")).isEmpty();
    assertThat(Notes.of("DRAINING", 7, NOTHING, "")).isEmpty();
  }

  @Test
  void pagesThatWaitForNobodySayWhatAgentsNeed() {
    assertThat(Notes.of("", 0, WAITING, ""))
        .singleElement()
        .asString()
        .contains("38,400 pages wait and no agent is connected", "the address and the key");
  }

  @Test
  void whatIsInTheWayOfChallengesIsPassedOn() {
    assertThat(Notes.of("", 7, NOTHING, "no challenger is connected"))
        .containsExactly("Challenges: no challenger is connected.");
  }
}
