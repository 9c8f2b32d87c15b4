package network.lumora.coordinator.assign;

import java.util.regex.Pattern;

/**
 * Where an agent says it is, as coarse as orders ask.
 *
 * @param country two capital letters of ISO 3166-1
 * @param region what follows the hyphen in ISO 3166-2; empty if it tells no more than its country
 */
public record Place(String country, String region) {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern REGION = Pattern.compile("[A-Z0-9]{0,3}");

  public Place {
    if (!COUNTRY.matcher(country).matches() || !REGION.matcher(region).matches()) {
      throw new IllegalArgumentException(
          "a place is a country of two capitals and a region of up to three capitals or digits");
    }
  }

  /** Whether this is the place asked for, or within the country asked for. */
  boolean isWithin(Place asked) {
    return country.equals(asked.country) && (asked.region.isEmpty() || region.equals(asked.region));
  }
}
