package network.lumora.systemtests.bench.assignment;

/**
 * A site.
 *
 * @param ownMillis what its own network adds to a round trip
 */
record Source(City city, double ownMillis) {

  /** What agents of one place find equally far. */
  String region() {
    return city.name();
  }
}
