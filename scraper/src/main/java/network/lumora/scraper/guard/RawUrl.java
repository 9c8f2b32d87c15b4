package network.lumora.scraper.guard;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The scheme and host as a stranger wrote them, before any parser could mend them. */
record RawUrl(String scheme, String host) {
  /** What the widest-spread browsers take in practice. */
  static final int MAX_CHARACTERS = 2_083;

  private static final Pattern FORM =
      Pattern.compile(
          "(https?)://([^/?#:@%\\[\\]]+|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?(?:[/?#].*)?",
          Pattern.DOTALL);

  /** Empty unless {@code text} is plainly {@code scheme://host[:port][/path]}, nothing to mend. */
  static Optional<RawUrl> of(String text) {
    if (text.length() > MAX_CHARACTERS || !text.chars().allMatch(RawUrl::isPlain)) {
      return Optional.empty();
    }
    var end = text.indexOf("://");
    if (end < 0) {
      return Optional.empty();
    }
    var scheme = text.substring(0, end).toLowerCase(Locale.ROOT);
    var matcher = FORM.matcher(scheme + text.substring(end));
    return matcher.matches()
        ? Optional.of(new RawUrl(scheme, matcher.group(2).toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** No space, control character or backslash: parsers disagree on how to mend them. */
  private static boolean isPlain(int character) {
    return character > ' ' && character != '\\' && !Character.isISOControl(character);
  }
}
