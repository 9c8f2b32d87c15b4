package network.lumora.coordinator.assign;

import static network.lumora.coordinator.assign.Crowd.agent;
import static network.lumora.coordinator.assign.Crowd.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolTest {
  private final Candidate one = agent(1, 100, 50, 2, 4);
  private final Candidate other = agent(2, 100, 50, 1, 4);
  private final Pool pool = Crowd.pool(new Filters(Crowd.ROOMY), one, other);

  @Test
  void whoIsAsBeforeIsCountedOnce() {
    pool.put(agent(1, 100, 50, 2, 4));

    assertThat(pool.open()).containsExactlyInAnyOrder(one, other);
    assertThat(pool.room()).isEqualTo(3);
    assertThat(pool.waitedLongest()).hasSize(2);
  }

  @Test
  void whoHasChangedIsKnownAsItIsNow() {
    var busy = agent(1, 100, 50, 0, 4);
    pool.put(busy);
    pool.put(busy);

    assertThat(pool.open()).containsExactly(other);
    assertThat(pool.room()).isEqualTo(1);
    assertThat(pool.refused().values()).containsExactly(1);
  }

  @Test
  void whoComesBackAsItWasIsThereAgain() {
    pool.remove(key(1));
    assertThat(pool.open()).containsExactly(other);

    pool.put(one);

    assertThat(pool.open()).containsExactlyInAnyOrder(one, other);
    assertThat(pool.split(3)).isNotEqualTo(Optional.empty());
  }
}
