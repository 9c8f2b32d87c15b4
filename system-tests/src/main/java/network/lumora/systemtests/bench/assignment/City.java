package network.lumora.systemtests.bench.assignment;

/**
 * Where virtual agents and sources are.
 *
 * <p>The weights are rough: where homes with idle lines are, and where pages are served from.
 */
enum City {
  NEW_YORK(40.7, -74.0, 8, 14),
  CHICAGO(41.9, -87.6, 5, 8),
  DALLAS(32.8, -96.8, 5, 6),
  SAN_FRANCISCO(37.8, -122.4, 5, 14),
  TORONTO(43.7, -79.4, 3, 3),
  MEXICO_CITY(19.4, -99.1, 4, 1),
  BOGOTA(4.7, -74.1, 3, 1),
  SAO_PAULO(-23.6, -46.6, 7, 4),
  LONDON(51.5, -0.1, 5, 8),
  PARIS(48.9, 2.4, 5, 6),
  FRANKFURT(50.1, 8.7, 6, 12),
  MADRID(40.4, -3.7, 4, 2),
  WARSAW(52.2, 21.0, 4, 2),
  STOCKHOLM(59.3, 18.1, 2, 2),
  ISTANBUL(41.0, 29.0, 5, 1),
  LAGOS(6.5, 3.4, 5, 1),
  JOHANNESBURG(-26.2, 28.0, 3, 1),
  DUBAI(25.2, 55.3, 2, 1),
  MUMBAI(19.1, 72.9, 9, 4),
  SINGAPORE(1.4, 103.8, 4, 6),
  JAKARTA(-6.2, 106.8, 6, 1),
  TOKYO(35.7, 139.7, 5, 7),
  SEOUL(37.6, 127.0, 3, 3),
  SYDNEY(-33.9, 151.2, 3, 2);

  private static final double EARTH_RADIUS_KM = 6371;

  /**
   * There and back at 200 km a millisecond, over cables half as long again as the way a bird flies.
   */
  private static final double ROUND_TRIP_MILLIS_PER_KM = 2 * 1.5 / 200;

  private final double latitude;
  private final double longitude;
  final int agents;
  final int sources;

  City(double latitude, double longitude, int agents, int sources) {
    this.latitude = Math.toRadians(latitude);
    this.longitude = Math.toRadians(longitude);
    this.agents = agents;
    this.sources = sources;
  }

  /** Round trip on the long lines between two cities. */
  double millisTo(City other) {
    double cosine =
        Math.sin(latitude) * Math.sin(other.latitude)
            + Math.cos(latitude) * Math.cos(other.latitude) * Math.cos(longitude - other.longitude);
    return Math.acos(Math.clamp(cosine, -1, 1)) * EARTH_RADIUS_KM * ROUND_TRIP_MILLIS_PER_KM;
  }
}
