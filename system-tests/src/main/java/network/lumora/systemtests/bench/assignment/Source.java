package network.lumora.systemtests.bench.assignment;

/**
 * A site.
 *
 * @param number tells it from others
 * @param ownMillis what its own network adds to a round trip
 */
record Source(int number, City city, double ownMillis) {

  String name() {
    return "site " + number;
  }

  /** What agents of one place find equally far. */
  String region() {
    return city.name();
  }
}
