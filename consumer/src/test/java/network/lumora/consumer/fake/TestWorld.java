package network.lumora.consumer.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.lumora.consumer.client.World;
import network.lumora.consumer.http.CoordinatorApi;
import network.lumora.consumer.patience.Patience;

/** Time that does not pass, seeded chance, and pauses that are only noted down. */
public final class TestWorld {
  public final List<Long> pauses = new ArrayList<>();

  public World world() {
    return world(
        new Patience(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(120), 3));
  }

  public World world(Patience patience) {
    return new World(
        () -> FakeCoordinator.THEN, new Random(1), pauses::add, patience, CoordinatorApi::new);
  }
}
