package network.lumora.consumer.client;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import network.lumora.consumer.http.Patience;
import network.lumora.consumer.http.Pause;

/**
 * Time and chance.
 *
 * @param random must be cryptographically strong: ids of orders come from it
 */
public record World(InstantSource clock, RandomGenerator random, Pause pause, Patience patience) {

  public static World real() {
    return new World(InstantSource.system(), new SecureRandom(), Pause.sleeping(), Patience.USUAL);
  }
}
