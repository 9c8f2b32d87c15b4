package network.lumora.protocol.message;

import java.util.regex.Pattern;

/**
 * A country, or a region of one, as coarse as orders ask: {@code DE} or {@code DE-BE}.
 *
 * @param country two capital letters of ISO 3166-1
 * @param region what follows the hyphen in ISO 3166-2; empty for the whole country
 */
public record Place(String country, String region) {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern REGION = Pattern.compile("[A-Z0-9]{0,3}");

  public Place {
    if (!COUNTRY.matcher(country).matches() || !REGION.matcher(region).matches()) {
      throw new IllegalArgumentException(
          "expected a country of ISO 3166-1 or a region of ISO 3166-2, such as DE or DE-BE");
    }
  }

  /**
   * @throws IllegalArgumentException if it is none, saying what was expected
   */
  public static Place parse(String text) {
    int hyphen = text.indexOf('-');
    if (hyphen == text.length() - 1) {
      throw new IllegalArgumentException("expected a region of ISO 3166-2 after the hyphen");
    }
    return hyphen < 0
        ? new Place(text, "")
        : new Place(text.substring(0, hyphen), text.substring(hyphen + 1));
  }

  /** Whether this is the place asked for, or within the country asked for. */
  public boolean isWithin(Place asked) {
    return country.equals(asked.country) && (asked.region.isEmpty() || region.equals(asked.region));
  }

  @Override
  public String toString() {
    return region.isEmpty() ? country : country + "-" + region;
  }
}
