package network.lumora.systemtests.bed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void aNamespaceIsLeftWhenItsProcessIsGone() {
    var name = new Names(7).of("home1-agent");

    assertThat(Names.isLeft(name, pid -> false)).isTrue();
    assertThat(Names.isLeft(name, pid -> true)).isFalse();
  }

  @Test
  void namespacesOfOthersAreNeverLeft() {
    for (var name :
        new String[] {"", "lumora12", "lumora-bed-", "lumora-bed-x-1-isp", "docker-1"}) {
      assertThat(Names.isLeft(name, pid -> false)).as(name).isFalse();
    }
  }
}
